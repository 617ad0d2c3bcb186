/**
 * Time, with one owner a thread: the scheduler's clock in an actor's thread, the sampler's on the main thread.
 *
 * All clocks of a process count milliseconds from one origin that the main thread picked, so that a time written by one
 * thread means the same to every other. Reading the system's clock costs as much as handling a hundred messages, so
 * a clock remembers the time and is refreshed only where enough work, or a wait, lies between.
 */

/** Where time comes from. `nowMs` may be up to a few microseconds old; `refresh` reads it anew. */
export interface Clock {
  readonly nowMs: number;
  /** Reads the time. */
  refresh(): void;
  /** Says that `words` words were worked on: refreshes the time when that was long enough to matter. */
  worked(words: number): void;
}

/** Refresh after this many words: about a microsecond of the fastest kernel. */
const refreshWords = 8_192;
/** A call costs at least as much as this many words, so that tiny batches refresh now and then too. */
const callWords = 128;

const readNanoseconds = process.hrtime.bigint;

/** Milliseconds of the one monotonic clock that all threads of the process share. */
export function monotonicMs(): number {
  return Number(readNanoseconds()) / 1e6;
}

/**
 * The real clock, in milliseconds since `originMs` of `monotonicMs`.
 *
 * Allocates nothing: the nanoseconds go into an array as they come and are taken out again as two halves, and the time
 * is kept in an array too. As a bigint or as a field, each reading would leave an object to the garbage collector.
 */
export class SystemClock implements Clock {
  readonly #originMs: number;
  readonly #nanoseconds = new BigInt64Array(1);
  readonly #halves = new Uint32Array(this.#nanoseconds.buffer);
  readonly #now = new Float64Array(1);
  #debtWords = 0;

  constructor(originMs: number) {
    this.#originMs = originMs;
    this.refresh();
  }

  get nowMs(): number {
    return this.#now[0] as number;
  }

  refresh(): void {
    this.#nanoseconds[0] = readNanoseconds();
    const low = this.#halves[0] as number;
    const high = this.#halves[1] as number;
    this.#now[0] = (high * 2 ** 32 + low) / 1e6 - this.#originMs;
    this.#debtWords = 0;
  }

  worked(words: number): void {
    this.#debtWords += words + callWords;
    if (this.#debtWords >= refreshWords) this.refresh();
  }
}
