/**
 * The Snapshot and its parts: the complete view of a run outside the engine, as plain, frozen,
 * JSON-safe data.
 *
 * The main thread builds a Snapshot a few times per second. Every view (interface, report, JSON) is
 * a function of it. Each view can therefore be tested without a thread. It can show a local run, a
 * remote run or a recording in the same way. Counts are exact up to 2^53.
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

/** The version of the Snapshot's format. */
export const snapshotSchema = 1;

/** The states of a run, in order. `running`, `paused` and `resizing` alternate. */
export const runStates = [
  'starting',
  'running',
  'paused',
  /** The pipeline drains, to continue in rings of another size. */
  'resizing',
  'draining',
  'stopped',
  'failed',
] as const;
/** The state of a run: one of `runStates`. */
export type RunState = (typeof runStates)[number];

/** An actor that had not agreed when the stop timed out, and the condition it waited for. */
export interface Holdout {
  readonly actor: ActorName;
  /** Null when the actor was working or not running. */
  readonly waitingFor: WaitKind | null;
}

/** The outcome of a run. */
export interface StopReport {
  readonly by: StopReason;
  /** Whether every actor agreed in time and there was no fault. */
  readonly clean: boolean;
  /** Whether generated = processed = logged, and the tallies match the closed form. */
  readonly verified: boolean;
  readonly holdouts: readonly Holdout[];
  /** The failure in one sentence; null when there was none. */
  readonly fault: string | null;
}

/** Median and 99th percentile of times, in milliseconds. */
export interface Percentiles {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Median and 99th percentile of sizes, in messages. Values are exact for 1 to 8 and for powers of
 * two. Other values are up to one fifth too small.
 */
export interface SizePercentiles {
  readonly p50: number;
  readonly p99: number;
}

/** The heartbeat of a run. */
export interface BeatReport {
  /** Milliseconds between beats; 0 in a free run. */
  readonly periodMs: number;
  readonly sent: number;
  /** Beats after which the run stops; null without a target. */
  readonly target: number | null;
  readonly skipped: number;
  /** Delays of sent beats; null when no beat was due, as in a free run. */
  readonly lateness: Percentiles | null;
  /** Delays over the last second. */
  readonly latenessNow: Percentiles | null;
}

/** End-to-end messages per second. Each message is counted once, by the logger. */
export interface ThroughputReport {
  /** Over the last second. */
  readonly nowPerSecond: number;
  /** Over the running time, without pauses. */
  readonly meanPerSecond: number;
  /** Median and maximum of the one-second windows; the mean while no window has closed. */
  readonly p50PerSecond: number;
  readonly peakPerSecond: number;
}

/** The totals of one mode. A message belongs to the mode in which the worker handled it. */
export interface ModeReport {
  readonly mode: Mode;
  readonly seconds: number;
  readonly messages: number;
  readonly perSecond: number;
}

/** One channel, over the run and now. */
export interface ChannelReport {
  readonly name: ChannelName;
  readonly from: ActorName;
  readonly to: ActorName;
  readonly capacityMessages: number;
  /** Messages sent and messages received, over the run. */
  readonly sent: number;
  readonly total: number;
  readonly fillMessages: number;
  readonly highWaterMessages: number;
  /**
   * Fill at the start of a batch as a share of the capacity, 0 to 1: the median of the last second,
   * and the 80th percentile of the run.
   */
  readonly fillNow: number;
  readonly fillP80: number;
}

/** One actor, over the run and now. */
export interface ActorReport {
  readonly name: ActorName;
  /** The actor's thread, from 1. Actors with the same number share a thread. */
  readonly thread: number;
  /**
   * Share of the time that the actor worked, 0 to 1: over the last second, and over the run without
   * pauses.
   */
  readonly busyNow: number;
  readonly busyRatio: number;
  /** Seconds of work, and seconds of waiting for each kind of condition, over the run. */
  readonly busySeconds: number;
  readonly waitSeconds: Readonly<Record<WaitKind, number>>;
  /** Share of the last second spent waiting for each kind of condition, 0 to 1. */
  readonly waitsNow: Readonly<Record<WaitKind, number>>;
  readonly batches: number;
  readonly meanBatch: number;
  /** Batch sizes of the last second; null without a batch. */
  readonly batchNow: SizePercentiles | null;
  /** The number of restarts of the actor's thread after it died. */
  readonly restarts: number;
}

/** A channel over the rolling window. */
export interface RollingChannel {
  readonly name: ChannelName;
  readonly from: ActorName;
  readonly to: ActorName;
  readonly perSecond: number;
  /** Fill at the start of a batch as a share of the capacity, 0 to 1. */
  readonly fillMean: number;
  readonly fillP80: number;
}

/** An actor over the rolling window. */
export interface RollingActor {
  readonly name: ActorName;
  /** Share of the time that the actor worked, 0 to 1. */
  readonly load: number;
  /**
   * Cores used, 0 to 1. The processor time of a shared thread is split between its actors in
   * proportion to their busy times.
   */
  readonly cpuCores: number;
  /**
   * The source of `cpuCores`: the thread's processor time, or the actor's busy time where the
   * system does not report processor time.
   */
  readonly cpuFrom: 'processor' | 'busy';
}

/**
 * The rolling window: the last ten seconds, or the part of them since the start or a pause. It
 * serves readers that look only from time to time.
 */
export interface RollingReport {
  readonly seconds: number;
  readonly channels: readonly RollingChannel[];
  readonly actors: readonly RollingActor[];
}

/** Measurements on one side of a change. */
export interface ChangeMetrics {
  readonly perSecond: number;
  /** The worker's busy time per message in nanoseconds; null when it handled no message. */
  readonly workerNsPerMessage: number | null;
}

/**
 * A segment: a period of a run in which its size, its mode and its beat stayed the same. A segment
 * that ended within 0.2 s counts to the next one, except for the first segment of a run.
 */
export interface SegmentReport {
  readonly capacityMessages: number;
  readonly batchMessages: number;
  readonly mode: Mode;
  /** Milliseconds between beats; 0 in a free run. */
  readonly periodMs: number;
  /** Running time before the segment and in it, in seconds, without pauses. */
  readonly fromSeconds: number;
  readonly seconds: number;
  /** Messages that the logger counted in the segment. */
  readonly messages: number;
  /**
   * The measurement starts when the remaining beats of the earlier settings had been taken. It ends
   * when the pipeline began to drain. `latency` and `limit` cover the same time.
   */
  readonly perSecond: number;
  /** Processor time of the actors' threads; 0 where the system does not report it. */
  readonly cpuSeconds: number;
  readonly latency: Percentiles | null;
  /** The bottleneck in the segment. */
  readonly limit: Limit;
}

/** An alert: a condition that an operator of a pipeline needs to know. */
export interface AlertReport {
  readonly kind: AlertKind;
  /**
   * Seconds since the start: the first time, the latest begin, and the latest time of the alert.
   */
  readonly firstSeconds: number;
  readonly sinceSeconds: number;
  readonly lastSeconds: number;
  /** How often the alert began. */
  readonly times: number;
  readonly isActive: boolean;
}

/** The effect of the last change of size, mode or rate. */
export interface ChangeReport {
  /** The change as text, such as `double-buffer → zero-copy`. */
  readonly what: string;
  /** Null when the change came before the first count. */
  readonly before: ChangeMetrics | null;
  readonly after: ChangeMetrics | null;
}

/** The machine and the kernels of a run. */
export interface MachineReport {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly kernels: KernelWidth;
  /** The machine's memory in bytes. */
  readonly memoryBytes: number;
}

/** Memory in use, in bytes. */
export interface MemoryReport {
  /** The engine's shared memory: rings, state records, counters. */
  readonly sharedBytes: number;
  /** The resident memory of the whole process, as the system counts it. */
  readonly residentBytes: number;
}

/** The state of a run at one moment: plain, frozen, JSON-safe data. Built on the main thread. */
export interface Snapshot {
  readonly schema: typeof snapshotSchema;
  readonly state: RunState;
  /** The reason of the stop request; null before a request. */
  readonly stoppedBy: StopReason | null;
  /** The outcome; null until the run has ended. */
  readonly stop: StopReport | null;
  /** Seconds since the start, with and without pauses. */
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
  /**
   * Time from publication by the generator to the logger's count, over the run; null before the
   * first message.
   */
  readonly latency: Percentiles | null;
  readonly modes: readonly ModeReport[];
  readonly channels: readonly ChannelReport[];
  readonly actors: readonly ActorReport[];
  readonly rolling: RollingReport;
  readonly change: ChangeReport | null;
  /** The latest segments in order, the present one last, and the number of segments before them. */
  readonly segments: readonly SegmentReport[];
  readonly earlierSegments: number;
  /** Active alerts first, then ended ones. */
  readonly alerts: readonly AlertReport[];
  readonly limit: Limit;
  readonly memory: MemoryReport;
  readonly machine: MachineReport;
  /** The latest log lines, oldest first. */
  readonly log: readonly LogLine[];
}
