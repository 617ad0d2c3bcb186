/** Ends a run after so many seconds of running, in which pauses do not count. Main thread only. */
import {Countdown} from './countdown.ts';

export class Duration {
  readonly #seconds: number;
  readonly #runningSeconds: () => number;
  readonly #onOver: () => void;
  readonly #countdown = new Countdown();

  /**
   * @param seconds `Infinity` for no end
   * @param runningSeconds seconds run so far
   */
  constructor(seconds: number, runningSeconds: () => number, onOver: () => void) {
    this.#seconds = seconds;
    this.#runningSeconds = runningSeconds;
    this.#onOver = onOver;
  }

  /** The run goes on: counts what is left. */
  resume(): void {
    if (!Number.isFinite(this.#seconds)) return;
    this.#countdown.start((this.#seconds - this.#runningSeconds()) * 1_000, this.#onOver);
  }

  /** The run rests, or is over. */
  pause(): void {
    this.#countdown.cancel();
  }
}
