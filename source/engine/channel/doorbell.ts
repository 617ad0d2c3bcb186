/**
 * How a thread sleeps and how it is woken: one word a thread, the only place where anything blocks.
 *
 * The sleeper first says what it waits for (the channels' "wants" words), then marks itself parked, then looks once more
 * whether what it wants is there already, and only then blocks. A ringer first publishes, then looks at the wants, then
 * rings. Atomics in JavaScript are sequentially consistent, so of the two looks at least one sees the other side's
 * store: no wake-up is lost.
 *
 * V8 keeps one process-wide lock for all sleepers and takes it in each `notify`, even with nobody asleep. So a bell is
 * rung only when a threshold is met, and notifies only when it finds the word parked.
 */
const awake = 0;
const parked = 1;

export class Doorbell {
  readonly #i32: Int32Array;
  readonly #index: number;

  constructor(i32: Int32Array, index: number) {
    this.#i32 = i32;
    this.#index = index;
  }

  /** Wakes the thread if it is parked, or keeps it from blocking if it is about to. From any thread. */
  ring(): void {
    if (Atomics.exchange(this.#i32, this.#index, awake) === parked) {
      Atomics.notify(this.#i32, this.#index, 1);
    }
  }

  /**
   * Wakes the owner even if the bell says that it is awake: a ringer that dies between marking the bell and notifying leaves
   * a sleeper that no ring reaches any more. For whoever finds that a thread has died.
   */
  forceWake(): void {
    Atomics.store(this.#i32, this.#index, awake);
    Atomics.notify(this.#i32, this.#index, 1);
  }

  /** Marks the owner parked. What it waits for must be stored before, and looked for once more after. */
  announce(): void {
    Atomics.store(this.#i32, this.#index, parked);
  }

  /**
   * Blocks the owner until it is rung or the time is up; not at all if it was rung since it marked itself parked.
   * @param timeoutMs 0 to Infinity, in an array of one: as a plain number it would be boxed at each call
   */
  block(timeoutMs: Float64Array): void {
    // Without a limit no number is passed, and none is boxed: the usual case of a thread in a free run.
    if (timeoutMs[0] === Number.POSITIVE_INFINITY) Atomics.wait(this.#i32, this.#index, parked);
    else Atomics.wait(this.#i32, this.#index, parked, timeoutMs[0]);
  }

  /** Marks the owner awake again, whatever ended the block. */
  answer(): void {
    Atomics.store(this.#i32, this.#index, awake);
  }
}
