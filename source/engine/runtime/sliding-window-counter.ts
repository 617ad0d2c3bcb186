/** How many events fell into the last so many milliseconds. */
export class SlidingWindowCounter {
  readonly #windowMs: number;
  #timesMs: number[] = [];

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Counts one more event, at `nowMs`; returns how many there were in the window that ends there. */
  add(nowMs: number): number {
    this.#timesMs = [...this.#timesMs.filter((ms) => ms > nowMs - this.#windowMs), nowMs];
    return this.#timesMs.length;
  }
}
