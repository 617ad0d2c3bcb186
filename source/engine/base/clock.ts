/**
 * Cached clocks, with one owner per thread. The owner is the scheduler on an actor's thread, and
 * the sampler on the main thread.
 *
 * All clocks of a process count milliseconds from one epoch, which the main thread picks. A time
 * that one thread writes is therefore valid on every other thread. A read of the system's clock
 * costs as much as the handling of a hundred messages. A clock therefore caches the time, and
 * refreshes it only after enough work or after a wait.
 */

/** A cached clock. `nowMs` may be up to a few microseconds old. `refresh` reads the time again. */
export interface Clock {
  readonly nowMs: number;
  /** Reads the time again. */
  refresh(): void;
  /** Records work on `words` words. Refreshes the time when enough work has accumulated. */
  recordWork(words: number): void;
}

/**
 * Words of work after which the clock refreshes: about a microsecond of the fastest kernel, and
 * some tens of microseconds of a loop in JavaScript.
 */
const refreshWords = 2_048;
/** Words added for each call, which has a cost too. Tiny batches also refresh the clock then. */
const callWords = 128;

const readNanoseconds = process.hrtime.bigint;

/** Returns the milliseconds of the monotonic clock that all threads of the process share. */
export function monotonicMs(): number {
  return Number(readNanoseconds()) / 1e6;
}

/**
 * The real clock, in milliseconds since `epochMs` of `monotonicMs`.
 *
 * Allocates nothing. The nanoseconds go into an array as a bigint and come out again as two 32-bit
 * halves. The time is in an array too. As a bigint or as a field, each reading would leave an
 * object to the garbage collector.
 */
export class SystemClock implements Clock {
  readonly #epochMs: number;
  readonly #nanoseconds = new BigInt64Array(1);
  readonly #halves = new Uint32Array(this.#nanoseconds.buffer);
  readonly #now = new Float64Array(1);
  #wordsSinceRefresh = 0;

  constructor(epochMs: number) {
    this.#epochMs = epochMs;
    this.refresh();
  }

  get nowMs(): number {
    return this.#now[0] as number;
  }

  refresh(): void {
    this.#nanoseconds[0] = readNanoseconds();
    const low = this.#halves[0] as number;
    const high = this.#halves[1] as number;
    this.#now[0] = (high * 2 ** 32 + low) / 1e6 - this.#epochMs;
    this.#wordsSinceRefresh = 0;
  }

  recordWork(words: number): void {
    this.#wordsSinceRefresh += words + callWords;
    if (this.#wordsSinceRefresh >= refreshWords) this.refresh();
  }
}
