/**
 * Fault injection: crashes random threads at random times, for demonstrations and soak tests. Main
 * thread only.
 */
export class Chaos {
  readonly #meanMs: number;
  readonly #countThreads: () => number;
  readonly #crash: (thread: number) => void;
  readonly #random: () => number;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param meanMs mean time between two crashes in milliseconds, or `Infinity` for none; the times
   *   are exponentially distributed, so that no crash predicts the next
   * @param countThreads returns the present number of threads, each with the same probability
   * @param crash is called with the index of a thread, from 0
   * @param random returns numbers from 0 to below 1
   */
  constructor(
    meanMs: number,
    countThreads: () => number,
    crash: (thread: number) => void,
    random: () => number = Math.random,
  ) {
    this.#meanMs = meanMs;
    this.#countThreads = countThreads;
    this.#crash = crash;
    this.#random = random;
  }

  /** Schedules the next crash. Has no effect when the mean is infinite. */
  start(): void {
    if (!Number.isFinite(this.#meanMs)) return;
    const delayMs = -Math.log(1 - this.#random()) * this.#meanMs;
    this.#timer = setTimeout(
      () => {
        this.#crash(Math.floor(this.#random() * this.#countThreads()));
        this.start();
      },
      // A timer holds 31 bits of milliseconds.
      Math.min(delayMs, 2 ** 31 - 1),
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
