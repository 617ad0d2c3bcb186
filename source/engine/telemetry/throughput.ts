/** The least length of a window, in seconds of running time. */
const windowSeconds = 1;
/**
 * Eleven days of windows. After that, median and peak stay constant so that memory does not grow.
 */
const windowsMax = 1_000_000;

/**
 * The median and the peak throughput of a run, from windows of one second of running time.
 *
 * The sampler passes counts that only grow. A window closes at the first sample at least one second
 * after the previous window closed. Its rate is calculated over its true length.
 */
export class ThroughputWindows {
  /** Rates of all closed windows in ascending order, so that the median is a look-up. */
  readonly #sorted: number[] = [];
  #startSeconds = 0;
  #startMessages = 0;

  /**
   * Adds a sample.
   * @param activeSeconds seconds of running up to the sample
   * @param messages messages counted up to the sample
   * @returns the rate of the window that this sample closed, in messages per second; `undefined`
   * when no window closed
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

  /** The median in messages per second; `undefined` before the first window has closed. */
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
