/**
 * A reading: every counter of the pipeline at one moment, as plain numbers.
 *
 * The main thread takes a reading while the actors continue to write the memory. The states of two
 * actors may therefore be from slightly different moments. A state that is committed every few
 * nanoseconds may be from neighbouring batches. All counts only grow, so the difference of two
 * readings is the progress between them.
 */
import type {Throttling} from '../base/processor-share.ts';
import type {EdgeReading} from '../definition/edge.ts';
import {type Graph, lookUp} from '../definition/graph.ts';
import type {ChannelTotals} from '../definition/view.ts';
import type {ActorState} from '../memory/layout.ts';

/** The counters of one actor. Times are in milliseconds. */
export interface ActorReading {
  readonly state: ActorState;
  readonly busyMs: number;
  /** Time waited for each kind of condition, including the current wait. */
  readonly waitMs: Readonly<Record<string, number>>;
  readonly waitingFor: string | null;
  readonly batches: number;
  /** The number of batches per size, in the buckets of `memory/histogram.ts`, modulo 2^32. */
  readonly batchSizeCounts: Uint32Array;
}

/** The counters of one channel. */
export interface ChannelReading extends ChannelTotals {
  readonly highWaterMessages: number;
  /** Counts of the fill at the start of a batch, per sixty-fourth of the capacity. */
  readonly fillCounts: Float64Array;
}

/** The committed numbers of one actor, by field. */
export type StateReading = Readonly<Record<string, number | readonly number[]>>;

/** The counters of one lane, or of all lanes together. Names are those of the definition. */
export interface LaneReading {
  readonly states: Readonly<Record<string, StateReading>>;
  readonly actors: Readonly<Record<string, ActorReading>>;
  readonly channels: Readonly<Record<string, ChannelReading>>;
  /** Counts of the definition's histograms and of latencies, in the buckets of the histograms. */
  readonly histograms: Readonly<Record<string, Float64Array>>;
  readonly latencyCounts: Float64Array;
  readonly edges: Readonly<Record<string, EdgeReading>>;
}

/**
 * All counters of the pipeline at one moment: sums over the lanes, and of the actors' times the
 * means. The main thread takes it.
 */
export interface Reading extends LaneReading {
  /** Milliseconds on the engine's clock. */
  readonly atMs: number;
  readonly lanes: readonly LaneReading[];
  /** The state and the positions of each actor come from one commit. */
  readonly isConsistent: boolean;
  /** The periods of a container's quota up to now; `undefined` without one. */
  readonly throttling: Throttling | undefined;
  /**
   * The processor time that the threads have used, in all lanes, for each entry of the grouping. It
   * is up to 0.1 s old.
   */
  readonly threadsCpuMs: readonly number[];
}

/** Returns the messages that reached the end of the pipeline so far. */
export function countedMessages({channels}: Reading, {throughput}: Graph): number {
  return throughput.reduce((sum, {name}) => sum + lookUp(channels, name).received, 0);
}

/** Formats the counts of all channels for the log. */
export function formatCounts({channels}: Reading): string {
  return Object.entries(channels)
    .map(([name, {sent, received}]) => `${name} ${sent} sent, ${received} received`)
    .join('; ');
}
