/**
 * The protocol by which a thread sleeps and is woken.
 *
 * The sleeper takes four steps in this order:
 * 1. It stores its wake thresholds in the channels.
 * 2. It marks its doorbell parked.
 * 3. It checks its condition once more.
 * 4. It blocks.
 *
 * The ringer takes three steps in this order:
 * 1. It publishes its position.
 * 2. It loads the wake threshold of its peer.
 * 3. It rings if the threshold is reached.
 *
 * Atomics in JavaScript are sequentially consistent. At least one of the two loads (step 3 of the
 * sleeper, step 2 of the ringer) therefore sees the store of the other side. No wake-up is lost.
 *
 * V8 has one process-wide lock for all sleepers. Each `notify` takes it, even when no thread
 * sleeps. A doorbell is therefore rung only when a wake threshold is reached, and it notifies only
 * when its word is parked.
 */

const awake = 0;
const parked = 1;

/**
 * A futex-like sleep and wake-up word, one per thread. It is the only place where a thread blocks.
 * This is an eventcount. The owner calls `prepare`,
 * `sleep` (or `sleepAsync`) and `wake`. Any thread may call `ring` and `forceWake`.
 */
export class Doorbell {
  readonly #i32: Int32Array;
  readonly #index: number;

  constructor(i32: Int32Array, index: number) {
    this.#i32 = i32;
    this.#index = index;
  }

  /**
   * Wakes the owner if it is parked, or keeps it from blocking if it is about to block. Any thread
   * may call this.
   */
  ring(): void {
    if (Atomics.exchange(this.#i32, this.#index, awake) === parked) {
      Atomics.notify(this.#i32, this.#index, 1);
    }
  }

  /**
   * Wakes the owner even if the word is marked awake. A ringer that dies between its exchange and
   * its `notify` leaves a sleeper that no later ring can wake. The supervisor calls this after a
   * thread exits.
   */
  forceWake(): void {
    Atomics.store(this.#i32, this.#index, awake);
    Atomics.notify(this.#i32, this.#index, 1);
  }

  /**
   * Marks the owner parked. The owner must store its wake thresholds before this call, and check
   * its condition once more after it.
   */
  prepare(): void {
    Atomics.store(this.#i32, this.#index, parked);
  }

  /**
   * Blocks the owner until a ring or the timeout. Returns at once if the owner was rung since it
   * marked itself parked.
   * @param timeoutMs milliseconds, 0 to Infinity, in an array of one element: a plain number would
   *   be boxed at each call
   */
  sleep(timeoutMs: Float64Array): void {
    // Without a timeout, no number is passed and none is boxed. This is the usual case in a free
    // run.
    if (timeoutMs[0] === Number.POSITIVE_INFINITY) Atomics.wait(this.#i32, this.#index, parked);
    else Atomics.wait(this.#i32, this.#index, parked, timeoutMs[0]);
  }

  /**
   * Waits as `sleep` does, while the event loop of the owner's thread runs on. Resolves after a
   * ring or the timeout.
   * @param timeoutMs milliseconds, 0 to Infinity
   */
  async sleepAsync(timeoutMs: number): Promise<void> {
    await Atomics.waitAsync(this.#i32, this.#index, parked, timeoutMs).value;
  }

  /** Marks the owner awake again, both after a ring and after a timeout. */
  wake(): void {
    Atomics.store(this.#i32, this.#index, awake);
  }
}
