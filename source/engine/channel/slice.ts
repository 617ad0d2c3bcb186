/**
 * A stretch of a ring, addressed in place: `count` words from a position on, in one span, or in two where it passes the
 * ring's end.
 *
 * Each handle owns one slice and hands out the same object every time, so a slice holds until the next call.
 */
import {wordBytes} from '../limits.ts';

export class Slice {
  /** Words in the slice. */
  count = 0;
  readonly #ringByte: number;
  readonly #capacity: number;
  #slot = 0;

  constructor(ringByte: number, capacityMessages: number) {
    this.#ringByte = ringByte;
    this.#capacity = capacityMessages;
  }

  /** Points the slice at `count` words (0 to the capacity) from `position`, a 32-bit cursor that wraps. */
  set(position: number, count: number): this {
    this.#slot = position & (this.#capacity - 1);
    this.count = count;
    return this;
  }

  /** Words that lie contiguously from word `index` (0 to `count`) on: up to the slice's end or the ring's. */
  contiguousFrom(index: number): number {
    const slot = (this.#slot + index) & (this.#capacity - 1);
    return Math.min(this.count - index, this.#capacity - slot);
  }

  /** Byte offset in the shared memory of word `index`. */
  offsetOf(index: number): number {
    const slot = (this.#slot + index) & (this.#capacity - 1);
    return this.#ringByte + slot * wordBytes;
  }
}
