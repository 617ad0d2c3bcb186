/** Crashes random threads at random times: a demonstration, and a soak test. Main thread only. */

export class Chaos {
  readonly #meanMs: number;
  readonly #threads: number;
  readonly #crash: (thread: number) => void;
  readonly #random: () => number;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param meanMs mean time between two crashes; their times are exponentially distributed, so that none tells of the next
   * @param threads how many threads there are to choose from, each as likely
   * @param crash is told the place of a thread, from 0
   * @param random gives numbers from 0 to below 1
   */
  constructor(
    meanMs: number,
    threads: number,
    crash: (thread: number) => void,
    random: () => number = Math.random,
  ) {
    this.#meanMs = meanMs;
    this.#threads = threads;
    this.#crash = crash;
    this.#random = random;
  }

  /** Begins; without effect when the mean is infinite. */
  start(): void {
    if (!Number.isFinite(this.#meanMs)) return;
    const delayMs = -Math.log(1 - this.#random()) * this.#meanMs;
    this.#timer = setTimeout(
      () => {
        this.#crash(Math.floor(this.#random() * this.#threads));
        this.start();
      },
      // Timers hold 31 bits of milliseconds.
      Math.min(delayMs, 2 ** 31 - 1),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
