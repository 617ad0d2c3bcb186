/** What the loops of the benchmark send: frames of a header and a batch of words. */

/** Words of a batch: half a mebibyte. */
export const batchWords = 65_536;
/** Bytes of a frame: the time at which it was sent, and the batch. */
export const frameBytes = 8 + batchWords * 8;

/** Milliseconds of the system's clock, with a fraction. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** What a loop reports. */
export interface LoopReport {
  readonly wordsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Counts frames, and how long each was on its way, in a period of a loop. */
export class FrameCounter {
  readonly #ages: number[] = [];
  readonly #startMs = nowMs();

  count(sentMs: number): void {
    this.#ages.push(nowMs() - sentMs);
  }

  report(): LoopReport {
    const sorted = this.#ages.toSorted((one, other) => one - other);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
    const seconds = (nowMs() - this.#startMs) / 1_000;
    return {
      wordsPerSecond: (sorted.length * batchWords) / seconds,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    };
  }
}
