/**
 * The engine's interface: the options of a run, the source of Snapshots, and the handle of a
 * running pipeline.
 */
import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineShape, ShapeChoice} from '../definition/types.ts';
import type {Resume} from '../memory/resume.ts';
import type {Snapshot} from '../snapshot/types.ts';
import type {LogLevel} from '../snapshot/vocabulary.ts';

/** The options of a run. All are optional; the definition has the defaults. */
export interface RunOptions extends ShapeChoice {
  /** Initial values of settings, by name. A choice is its word. */
  readonly settings?: Readonly<Record<string, number | string>>;
  /** Seconds of running after which the run stops. @default Infinity */
  readonly durationSeconds?: number;
  /** The least important level of the log. @default 'info' */
  readonly logLevel?: LogLevel;
  /** Mean seconds between crashes of random threads, 0.1 to 86,400. @default Infinity */
  readonly chaosMeanSeconds?: number;
  /** Milliseconds that actors may take to be done. A later stop is unclean. @default 20,000 */
  readonly stopDeadlineMs?: number;
  /** Data that every thread receives for the definition's `resources`. It is cloned. */
  readonly payload?: unknown;
  /** The numbers of an earlier process, from which the run continues. @default none */
  readonly resume?: Resume;
  /** The name of the kernels, for reports. @default '' */
  readonly kernels?: string;
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
  readonly pipeline: AnyPipeline;
  /**
   * Changes a setting. Has no effect after the end, or if the value is the present one.
   * @param name a setting of the definition
   * @param value a word of a choice, or a number
   * @throws {Error} if the definition has no such setting, or it does not accept the value
   */
  set(name: string, value: number | string): void;
  setPaused(paused: boolean): void;
  /** Whether the run is paused, or will be paused once it has drained for another shape. */
  readonly isPaused: boolean;
  /** The pipeline's shape. During a change this is the new shape. */
  readonly shape: PipelineShape;
  /**
   * Gives the pipeline another shape. The pipeline drains, and then continues with new threads, and
   * in other rings if the capacity changes. All counts continue. Of several requests, the last one
   * takes effect. When the machine refuses the memory, the refusal is logged and the shape does not
   * change.
   * @param change what is to change: a capacity that is a power of two from 2 to 2^26, a batch from
   *   1 to half of it, a number of threads of a lane for which the definition has a grouping, a
   *   number of lanes from 1 to 64 for a definition with lanes. With another number of lanes, a
   *   capacity and threads that were the defaults become the defaults of that number.
   * @throws {RangeError} if the shape is none of these
   */
  reshape(change: ShapeChoice): void;
  /**
   * Crashes the thread of an actor on purpose, and with it every actor that shares the thread. The
   * supervisor restarts the thread, which continues from the committed state: no message is lost or
   * counted twice. Has no effect once the thread's actors are done.
   * @param actor in several lanes, a name such as `worker-1`, or the name in the definition, for
   *   which the lanes take turns
   */
  crash(actor: string): void;
  /** Adds a line to the run's log. Observers of the run, such as the monitor, log through this. */
  log(level: LogLevel, text: string): void;
  /**
   * Requests a stop. A second request stops the run at once, which is unclean.
   * @param by one of `stopReasons`
   */
  stop(by: string): void;
  /** Resolves with the last Snapshot once every thread has exited. Never rejects. */
  readonly finished: Promise<Snapshot>;
}
