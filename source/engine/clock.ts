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

/** Milliseconds of the one monotonic clock that all threads of the process share; allocates, not for hot code. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** The real clock, in milliseconds since `originMs` of `monotonicMs`. */
export class SystemClock implements Clock {
  // A one-element array rather than a field: the time is stored as it is, without a heap number around it.
  readonly #now = new Float64Array(1);
  readonly #offsetMs: number;
  #debtWords = 0;

  constructor(originMs: number) {
    this.#offsetMs = offsetOfThread() - originMs;
    this.refresh();
  }

  get nowMs(): number {
    return this.#now[0] as number;
  }

  refresh(): void {
    this.#now[0] = performance.now() + this.#offsetMs;
    this.#debtWords = 0;
  }

  worked(words: number): void {
    this.#debtWords += words + callWords;
    if (this.#debtWords >= refreshWords) this.refresh();
  }
}

/**
 * From this thread's `performance.now` to the shared monotonic clock. The two are read one after the other, so a thread
 * that loses its core in between measures too little: the greatest of several attempts is the true one.
 */
function offsetOfThread(): number {
  let offsetMs = Number.NEGATIVE_INFINITY;
  for (let attempt = 0; attempt < 16; attempt++) {
    offsetMs = Math.max(offsetMs, monotonicMs() - performance.now());
  }
  return offsetMs;
}
