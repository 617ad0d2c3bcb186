/** The types of a Snapshot and its parts, inferred from the schema. */
import type * as v from 'valibot';
import type {percentiles, schema} from './schema.ts';

type Frozen<T> = T extends object ? {readonly [K in keyof T]: Frozen<T[K]>} : T;

/** The state of a run at one moment: plain, frozen, JSON-safe data. */
export type Snapshot = Frozen<v.InferOutput<typeof schema>>;
/** The outcome of a run. */
export type StopReport = NonNullable<Snapshot['stop']>;
/** The beats of a run. */
export type BeatReport = NonNullable<Snapshot['beat']>;
/** A result of the pipeline. */
export type CounterReport = Snapshot['counters'][number];
/** Throughput of a run. */
export type ThroughputReport = Snapshot['throughput'];
/** The totals of one choice of a setting. */
export type ModeReport = Snapshot['modes'][number];
/** One channel, over the run and now. */
export type ChannelReport = Snapshot['channels'][number];
/** One actor, over the run and now. */
export type ActorReport = Snapshot['actors'][number];
/** An edge to other processes, now. */
export type EdgeReport = Snapshot['edges'][number];
/** One lane, over the run and now. */
export type LaneReport = Snapshot['lanes'][number];
/** The last ten seconds. */
export type RollingReport = Snapshot['rolling'];
/** A channel over the rolling window. */
export type RollingChannel = RollingReport['channels'][number];
/** An actor over the rolling window. */
export type RollingActor = RollingReport['actors'][number];
/** The bottleneck of the pipeline. */
export type Limit = Snapshot['limit'];
/** The effect of the last change of settings. */
export type ChangeReport = NonNullable<Snapshot['change']>;
/** Measurements on one side of a change. */
export type ChangeMetrics = NonNullable<ChangeReport['before']>;
/** A period of a run in which its settings stayed the same. */
export type SegmentReport = Snapshot['segments'][number];
/** A condition that an operator needs to know. */
export type AlertReport = Snapshot['alerts'][number];
/** The machine of a run. */
export type MachineReport = Snapshot['machine'];
/** One line of a run's log. */
export type LogLine = Snapshot['log'][number];
/** Median and 99th percentile of times, in milliseconds. */
export type Percentiles = Frozen<v.InferOutput<typeof percentiles>>;
