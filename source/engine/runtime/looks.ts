import type {Clock} from '../base/clock.ts';

/** Looks before a sleep: a few microseconds. */
const looksMax = 200;
/** A wait up to this long may end while the thread looks. A wake-up alone can take half of it. */
const shortWaitMs = 0.1;
/** Looks in vain, one wait after the other, after which a thread stops looking. */
const failuresMax = 8;
/** Waits without looks, after which a thread that stopped tries again. */
const waitsUntilRetry = 64;

/**
 * Decides how often a thread looks before it sleeps.
 *
 * A wake-up takes microseconds. A thread whose neighbour is about to publish catches that by
 * looking. It looks only if each thread has a core: otherwise it keeps the neighbour from running.
 * It looks only while recent waits were short, and while looking helped: with long waits, looks
 * take processor time for nothing. Nothing here allocates.
 */
export class Looks {
  readonly #clock: Clock;
  readonly #hasOwnCore: boolean;
  /** In an array, because a fraction in a field would become a new object at each change. */
  readonly #begunMs = new Float64Array(1);
  #wasShort = false;
  #failures = 0;
  #waits = 0;

  /** @param hasOwnCore whether each thread of the pipeline has a core of its own */
  constructor(clock: Clock, hasOwnCore: boolean) {
    this.#clock = clock;
    this.#hasOwnCore = hasOwnCore;
  }

  /** Begins a wait, at a clock that was just refreshed. */
  beginWait(): void {
    this.#begunMs[0] = this.#clock.nowMs;
  }

  /** How many looks this wait deserves. */
  get count(): number {
    if (!this.#hasOwnCore || !this.#wasShort) return 0;
    if (this.#failures < failuresMax) {
      // Until it succeeds, it is a failure.
      this.#failures++;
      return looksMax;
    }
    this.#waits++;
    if (this.#waits < waitsUntilRetry) return 0;
    this.#waits = 0;
    return looksMax;
  }

  /** A look found that an actor can continue. */
  succeed(): void {
    this.#failures = 0;
  }

  /** Ends a wait, at a clock that was just refreshed. */
  endWait(): void {
    this.#wasShort = this.#clock.nowMs - (this.#begunMs[0] as number) < shortWaitMs;
  }
}
