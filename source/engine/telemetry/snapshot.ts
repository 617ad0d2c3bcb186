/**
 * The Snapshot: all that anyone outside the engine ever sees of a run, as plain, frozen, JSON-safe data.
 *
 * Built on the main thread a few times a second; every view (interface, report, JSON) is a function of it, so each can be
 * tested without a thread, and can watch a local run, a remote one or a recording alike. Counts are exact up to 2^53.
 */
import type {ActorName, ChannelName} from '../graph.ts';
import type {KernelWidth} from '../kernels/kernels.ts';
import type {StopReason} from '../memory/control.ts';
import type {WaitKind} from '../memory/layout.ts';
import type {Mode} from '../shape.ts';
import type {Tallies} from '../tallies.ts';
import type {AlertKind} from './alerts.ts';
import type {Limit} from './bottleneck.ts';
import type {LogLine} from './log.ts';

export const snapshotSchema = 1;

/** The life of a run, in order; `running`, `paused` and `resizing` alternate. */
export const runStates = [
  'starting',
  'running',
  'paused',
  /** The pipeline drains, to go on in rings of another size. */
  'resizing',
  'draining',
  'stopped',
  'failed',
] as const;
export type RunState = (typeof runStates)[number];

/** An actor that had not agreed when the stop was given up, and what it waited for. */
export interface Holdout {
  readonly actor: ActorName;
  /** Null when it was not waiting, but working or not running at all. */
  readonly waitingFor: WaitKind | null;
}

export interface StopReport {
  readonly by: StopReason;
  /** Every actor agreed in time. */
  readonly clean: boolean;
  /** Generated = processed = logged, and the tallies are those of the closed form. */
  readonly verified: boolean;
  readonly holdouts: readonly Holdout[];
  /** What went wrong, in a sentence, when something did. */
  readonly fault: string | null;
}

export interface Percentiles {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sizes in messages: exact for 1 to 8 and powers of two, else up to a fifth too small. */
export interface SizePercentiles {
  readonly p50: number;
  readonly p99: number;
}

export interface BeatReport {
  /** 0 when running free. */
  readonly periodMs: number;
  readonly sent: number;
  /** Beats after which the run stops; null for none. */
  readonly target: number | null;
  readonly skipped: number;
  /** How late beats were sent; null when none was due, as in a free run. */
  readonly lateness: Percentiles | null;
  /** The same over the last second. */
  readonly latenessNow: Percentiles | null;
}

/** Messages that went end to end, counted once, at the logger, per second. */
export interface ThroughputReport {
  /** Over the last second. */
  readonly nowPerSecond: number;
  /** Over the seconds not paused. */
  readonly meanPerSecond: number;
  /** Median and greatest of the windows of one second; of the mean while there is none. */
  readonly p50PerSecond: number;
  readonly peakPerSecond: number;
}

/** A message belongs to the mode in which the worker handled it. */
export interface ModeReport {
  readonly mode: Mode;
  readonly seconds: number;
  readonly messages: number;
  readonly perSecond: number;
}

export interface ChannelReport {
  readonly name: ChannelName;
  readonly from: ActorName;
  readonly to: ActorName;
  readonly capacityMessages: number;
  /** Messages sent, and received, in all. */
  readonly sent: number;
  readonly total: number;
  readonly fillMessages: number;
  readonly highWaterMessages: number;
  /** Of the capacity, 0 to 1, at the starts of batches: median of the last second, 80th percentile of the run. */
  readonly fillNow: number;
  readonly fillP80: number;
}

export interface ActorReport {
  readonly name: ActorName;
  /** The thread it runs on, from 1; actors with the same number share it. */
  readonly thread: number;
  /** Share of the time it worked, 0 to 1: over the last second, and over the run's seconds not paused. */
  readonly busyNow: number;
  readonly busyRatio: number;
  /** Seconds that it worked, and that it waited for each kind of condition, in all. */
  readonly busySeconds: number;
  readonly waitSeconds: Readonly<Record<WaitKind, number>>;
  /** Share of the last second that it waited for each kind of condition, 0 to 1. */
  readonly waitsNow: Readonly<Record<WaitKind, number>>;
  readonly batches: number;
  readonly meanBatch: number;
  /** Sizes of the batches of the last second; null when there were none. */
  readonly batchNow: SizePercentiles | null;
  /** How often its thread was started again after it had died. */
  readonly restarts: number;
}

/** A channel over the rolling window. */
export interface RollingChannel {
  readonly name: ChannelName;
  readonly from: ActorName;
  readonly to: ActorName;
  readonly perSecond: number;
  /** Of the capacity, 0 to 1, at the starts of batches. */
  readonly fillMean: number;
  readonly fillP80: number;
}

/** An actor over the rolling window. */
export interface RollingActor {
  readonly name: ActorName;
  /** Share of the time it worked, 0 to 1. */
  readonly load: number;
  /** Cores it took, 0 to 1; actors that share a thread share its processor time as they share its work. */
  readonly cpuCores: number;
  /** Whether that is the thread's processor time, or its busy time where the system does not tell the other. */
  readonly cpuFrom: 'processor' | 'busy';
}

/** The last ten seconds, or what there is of them since the start or a pause: for those who look now and then. */
export interface RollingReport {
  readonly seconds: number;
  readonly channels: readonly RollingChannel[];
  readonly actors: readonly RollingActor[];
}

/** Measurements on one side of a change. */
export interface ChangeMetrics {
  readonly perSecond: number;
  /** Nanoseconds of the worker's time for each message; null when it handled none. */
  readonly workerNsPerMessage: number | null;
}

/**
 * A stretch of a run in which its size, its mode and its beat stayed the same. One that was left within a fifth of a second
 * is counted to the next, but for the first of a run.
 */
export interface SegmentReport {
  readonly capacityMessages: number;
  readonly batchMessages: number;
  readonly mode: Mode;
  /** Milliseconds between beats, 0 when running free. */
  readonly periodMs: number;
  /** Seconds of running before it, and in it; pauses do not count. */
  readonly fromSeconds: number;
  readonly seconds: number;
  /** Counted by the logger meanwhile. */
  readonly messages: number;
  /** From when the beats that the shape before left had been taken, to when the pipeline began to drain; so are latency and limit. */
  readonly perSecond: number;
  /** Processor time of the actors' threads; 0 where the system does not tell. */
  readonly cpuSeconds: number;
  readonly latency: Percentiles | null;
  /** What limited it. */
  readonly limit: Limit;
}

/** Something that whoever runs a pipeline would want to know. */
export interface AlertReport {
  readonly kind: AlertKind;
  /** Seconds since the start: when it was first the case, when it last began, and when it last was. */
  readonly firstSeconds: number;
  readonly sinceSeconds: number;
  readonly lastSeconds: number;
  /** How often it began. */
  readonly times: number;
  readonly isActive: boolean;
}

/** What the last change of size, mode or rate did. */
export interface ChangeReport {
  /** In words, such as `double-buffer → zero-copy`. */
  readonly what: string;
  /** Null when it came before anything was counted. */
  readonly before: ChangeMetrics | null;
  readonly after: ChangeMetrics | null;
}

export interface MachineReport {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly kernels: KernelWidth;
  /** Memory of the machine. */
  readonly memoryBytes: number;
}

export interface MemoryReport {
  /** The engine's shared memory: rings, records, counters. */
  readonly sharedBytes: number;
  /** The whole process as the system counts it. */
  readonly residentBytes: number;
}

export interface Snapshot {
  readonly schema: typeof snapshotSchema;
  readonly state: RunState;
  /** Why a stop was asked for; null while nobody has. */
  readonly stoppedBy: StopReason | null;
  /** The outcome, once the run has ended. */
  readonly stop: StopReport | null;
  /** Seconds since the start, and those of them not paused. */
  readonly elapsedSeconds: number;
  readonly activeSeconds: number;
  readonly batchMessages: number;
  readonly mode: Mode;
  readonly beat: BeatReport;
  readonly messages: {
    readonly generated: number;
    readonly processed: number;
    readonly logged: number;
  };
  readonly tallies: Tallies;
  /** Beats that the worker has taken. */
  readonly heartbeats: number;
  readonly throughput: ThroughputReport;
  /** From publication by the generator to being counted by the logger, over the run; null before the first. */
  readonly latency: Percentiles | null;
  readonly modes: readonly ModeReport[];
  readonly channels: readonly ChannelReport[];
  readonly actors: readonly ActorReport[];
  readonly rolling: RollingReport;
  readonly change: ChangeReport | null;
  /** In order, the present one last; of very many only the latest, and how many there were before them. */
  readonly segments: readonly SegmentReport[];
  readonly earlierSegments: number;
  /** What is the case now first, then what was. */
  readonly alerts: readonly AlertReport[];
  readonly limit: Limit;
  readonly memory: MemoryReport;
  readonly machine: MachineReport;
  /** The latest log lines, oldest first. */
  readonly log: readonly LogLine[];
}
