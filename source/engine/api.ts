/**
 * The engine's interface: the options of a run, the source of Snapshots, and the handle of a
 * running pipeline.
 */
import type {ActorName} from './graph.ts';
import type {KernelWidth} from './kernels/kernels.ts';
import type {StopReason} from './memory/control.ts';
import type {Mode, PipelineSize} from './shape.ts';
import type {LogLevel} from './telemetry/log.ts';
import type {Snapshot} from './telemetry/snapshot.ts';

/** The options of a run. `startEngine` applies them once; the handle changes some of them later. */
export interface EngineOptions extends PipelineSize {
  /** Milliseconds between beats; 0 for a free run. */
  readonly beatPeriodMs: number;
  /** Beats after which the run stops; `Infinity` for no limit. */
  readonly beats: number;
  /** Seconds of running after which the run stops; `Infinity` for no limit. */
  readonly durationSeconds: number;
  readonly mode: Mode;
  readonly kernels: KernelWidth | 'auto';
  readonly logLevel: LogLevel;
  /**
   * Mean seconds between crashes of random threads, 0.1 to 86,400; `Infinity`, the default,
   * disables them.
   */
  readonly chaosMeanSeconds?: number;
  /**
   * Milliseconds that actors may take to agree to a stop. A later stop is unclean. The default is
   * 20,000.
   */
  readonly stopDeadlineMs?: number;
}

/** An observable source of Snapshots: a run in this process, a remote run or a recording. */
export interface SnapshotSource {
  /** Returns the latest Snapshot. The object stays the same until the next Snapshot replaces it. */
  getSnapshot(): Snapshot;
  /** Calls `listener` after each new Snapshot. Returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** The handle of a running pipeline. Main thread only. */
export interface Engine extends SnapshotSource {
  setMode(mode: Mode): void;
  /** @param periodMs milliseconds between beats; 0 for a free run */
  setBeatPeriodMs(periodMs: number): void;
  /**
   * @param beats beats, counted from the start, after which the run stops; `Infinity` for no limit
   */
  setBeatsTarget(beats: number): void;
  setPaused(paused: boolean): void;
  /** Whether the run is paused, or will be paused once it has drained for another size. */
  readonly isPaused: boolean;
  /** The pipeline's size. During a resize this is the new size. */
  readonly size: PipelineSize;
  /**
   * Gives the pipeline another size. The pipeline drains, and then continues in other rings with
   * new threads. All counts continue. Of several requests, the last one takes effect. When the
   * machine refuses the memory, the refusal is logged and the size does not change.
   * @param size a capacity that is a power of two from 2 to 2^26, and a batch from 1 to half of it
   */
  resize(size: PipelineSize): void;
  /**
   * Crashes the thread of an actor on purpose, and with it every actor that shares the thread. The
   * supervisor restarts the thread, which continues from the committed state: no message is lost or
   * counted twice. Has no effect once the thread's actors have agreed to a stop.
   */
  crash(actor: ActorName): void;
  /** Adds a line to the run's log. Observers of the run, such as the monitor, log through this. */
  say(level: LogLevel, text: string): void;
  /** Requests a stop. A second request stops the run at once, which is unclean. */
  stop(by: StopReason): void;
  /** Resolves with the last Snapshot once every thread has exited. Never rejects. */
  readonly finished: Promise<Snapshot>;
}
