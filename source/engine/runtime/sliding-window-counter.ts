/** Counts the events within a sliding window of `windowMs` milliseconds. */
export class SlidingWindowCounter {
  readonly #windowMs: number;
  #timesMs: number[] = [];

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /**
   * Counts an event at `nowMs`. Returns the number of events in the window that ends at `nowMs`.
   */
  add(nowMs: number): number {
    this.#timesMs = [...this.#timesMs.filter((ms) => ms > nowMs - this.#windowMs), nowMs];
    return this.#timesMs.length;
  }
}
