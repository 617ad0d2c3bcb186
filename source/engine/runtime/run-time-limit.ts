import {type RunningTime, SuspendAwareTimer} from './suspend-aware-timer.ts';

/** Ends a run after a number of seconds of running. Pauses do not count. Main thread only. */
export class RunTimeLimit {
  readonly #seconds: number;
  readonly #runningSeconds: () => number;
  readonly #onOver: () => void;
  readonly #timer: SuspendAwareTimer;

  /**
   * @param seconds seconds of running until the end; `Infinity` for no end
   * @param runningSeconds returns the seconds of running so far
   * @param onOver is called when the duration is over
   * @param clock a clock that stands still while the process is stopped
   */
  constructor(
    seconds: number,
    runningSeconds: () => number,
    onOver: () => void,
    clock: RunningTime,
  ) {
    this.#seconds = seconds;
    this.#runningSeconds = runningSeconds;
    this.#onOver = onOver;
    this.#timer = new SuspendAwareTimer(clock);
  }

  /** Starts to count the rest of the duration, when the run starts or continues. */
  resume(): void {
    if (!Number.isFinite(this.#seconds)) return;
    this.#timer.start((this.#seconds - this.#runningSeconds()) * 1_000, this.#onOver);
  }

  /** Stops counting, when the run pauses or ends. */
  pause(): void {
    this.#timer.cancel();
  }
}
