import type {EdgeReading} from './edge.ts';
import type {
  ActorName,
  ChannelName,
  PipelineData,
  RegionName,
  SettingName,
  SettingValue,
  StateOf,
} from './types.ts';

/** The messages of one channel since the start, and those in it. */
export interface ChannelTotals {
  readonly sent: number;
  readonly received: number;
  readonly fillMessages: number;
}

/** All committed numbers of a pipeline at one moment, as the main thread sees them. */
export interface PipelineView<D extends PipelineData> {
  readonly states: {readonly [A in ActorName<D>]: StateOf<D, A>};
  readonly channels: {readonly [C in ChannelName<D>]: ChannelTotals};
  /** The report of each edge. */
  readonly edges: Readonly<Record<string, EdgeReading>>;
  readonly settings: {readonly [S in SettingName<D>]: SettingValue<D, S>};
  /** Returns the bytes of a region, as 64-bit floats. They may change at any time. */
  region(name: RegionName<D>): Float64Array;
}

/** The views at both ends of about a second, and what happened between them. */
export interface PipelineWindow<D extends PipelineData> {
  readonly from: PipelineView<D>;
  readonly to: PipelineView<D>;
  readonly elapsedMs: number;
  /**
   * In `to`, the state and the positions of each actor come from one commit. An actor that commits
   * every few nanoseconds can overtake the reader.
   */
  readonly isConsistent: boolean;
  /** Returns the mean fill of a channel at the starts of batches, 0 to 1; 0 without a batch. */
  meanFill(channel: ChannelName<D>): number;
  /** Returns the median of a histogram in milliseconds; 0 without counts. */
  medianMs(region: RegionName<D>): number;
}

/** A condition of a pipeline that an operator needs to know. */
export interface AlertRule<D extends PipelineData> {
  /** The name of the alert in reports. */
  readonly kind: string;
  /** The alert as a sentence without a full stop, or a function that returns it. */
  readonly text: string | ((view: PipelineView<D>) => string);
  /** What helps, as the end of that sentence: `press -`. */
  readonly advice?: string;
  isActive(window: PipelineWindow<D>): boolean;
}

/** A line for the run's log. */
export interface LogEntry {
  readonly level: 'error' | 'warn' | 'info' | 'debug' | 'trace';
  readonly text: string;
}
