/** What the engine promises to those who start and steer it. */
import type {ActorName} from './graph.ts';
import type {KernelWidth} from './kernels/kernels.ts';
import type {StopReason} from './memory/control.ts';
import type {Mode, PipelineSize} from './shape.ts';
import type {LogLevel} from './telemetry/log.ts';
import type {Snapshot} from './telemetry/snapshot.ts';

export interface EngineOptions extends PipelineSize {
  /** Milliseconds between beats; 0 to run free. */
  readonly beatPeriodMs: number;
  /** Beats after which the run stops; `Infinity` for none. */
  readonly beats: number;
  /** Seconds of running after which the run stops; `Infinity` for none. */
  readonly durationSeconds: number;
  readonly mode: Mode;
  readonly kernels: KernelWidth | 'auto';
  readonly logLevel: LogLevel;
  /** Mean seconds between crashes of random threads, 0.1 to 86,400; `Infinity`, the default, for none. */
  readonly chaosMeanSeconds?: number;
  /** Milliseconds that actors may take to agree to a stop before it is called unclean; 20,000 by default. */
  readonly stopDeadlineMs?: number;
}

/** Whatever has Snapshots to show: a run of this process, one elsewhere, a recording. */
export interface SnapshotSource {
  /** The latest Snapshot; the same object until there is a new one. */
  getSnapshot(): Snapshot;
  /** Calls `listener` after each new Snapshot; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/** A running pipeline, as seen from outside. */
export interface Engine extends SnapshotSource {
  setMode(mode: Mode): void;
  /** @param periodMs milliseconds between beats, 0 to run free */
  setBeatPeriodMs(periodMs: number): void;
  /** @param beats beats, counted from the start, after which the run stops; `Infinity` for none */
  setBeatsTarget(beats: number): void;
  setPaused(paused: boolean): void;
  /** It is paused, or will be once it has drained for another size. */
  readonly isPaused: boolean;
  /** How large the pipeline is, or is about to be. */
  readonly size: PipelineSize;
  /**
   * Gives the pipeline another size: it drains, and goes on in other rings with new threads, all counts continued. Asked
   * several times, it goes to the last. When the machine refuses the memory the log says so, and all stays as it was.
   * @param size a capacity that is a power of two from 2 to 2^26, and a batch from 1 to half of it
   */
  resize(size: PipelineSize): void;
  /**
   * Crashes the thread of an actor on purpose, and with it every actor that shares the thread. It is started again and
   * goes on where it was: nothing is lost or counted twice. Without effect once its actors have agreed to a stop.
   */
  crash(actor: ActorName): void;
  /** Adds a line to the run's log, for those who watch the run and have something to say of it. */
  say(level: LogLevel, text: string): void;
  /** Asks for a stop; asked again, it stops at once, which is unclean. */
  stop(by: StopReason): void;
  /** The last Snapshot, once every thread is gone. Never rejects. */
  readonly finished: Promise<Snapshot>;
}
