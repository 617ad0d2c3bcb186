/**
 * Throughput in windows of one second of running time: the median and the peak of a run.
 *
 * Fed by the sampler with ever-growing counts; a window is closed at the first sample that is a second after the last
 * one, and its rate is over its true length.
 */
const windowSeconds = 1;
/** Eleven days of windows; after that median and peak stand still rather than memory grow. */
const windowsMax = 1_000_000;

export class ThroughputWindows {
  /** Rates of all closed windows in ascending order, so that the median is a look-up. */
  readonly #sorted: number[] = [];
  #startSeconds = 0;
  #startMessages = 0;

  /**
   * Tells how many messages were counted after so many seconds of running.
   * @returns the rate of the window that this closed, if it did
   */
  sample(activeSeconds: number, messages: number): number | undefined {
    const seconds = activeSeconds - this.#startSeconds;
    if (seconds < windowSeconds) return undefined;
    const rate = (messages - this.#startMessages) / seconds;
    this.#insert(rate);
    this.#startSeconds = activeSeconds;
    this.#startMessages = messages;
    return rate;
  }

  /** Messages a second, or `undefined` before the first window has closed. */
  get p50PerSecond(): number | undefined {
    return this.#sorted[Math.floor(this.#sorted.length / 2)];
  }

  get peakPerSecond(): number | undefined {
    return this.#sorted.at(-1);
  }

  #insert(rate: number): void {
    if (this.#sorted.length >= windowsMax) return;
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as number) < rate) low = middle + 1;
      else high = middle;
    }
    this.#sorted.splice(low, 0, rate);
  }
}
