import {wordBytes} from '../limits.ts';

/**
 * A stretch of a ring, addressed in place: `count` words from a position on. It is one span, or two
 * spans where it passes the ring's end.
 *
 * Each endpoint owns one slice and returns the same object from each call, so a slice is valid
 * until the next call.
 */
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

  /**
   * Sets the slice to `count` words (0 to the capacity) from `position` on, a 32-bit cursor that
   * wraps.
   */
  set(position: number, count: number): this {
    this.#slot = position & (this.#capacity - 1);
    this.count = count;
    return this;
  }

  /**
   * Returns the length in words of the span from word `index` (0 to `count`) on. The span ends at
   * the slice's end or at the ring's end.
   */
  contiguousFrom(index: number): number {
    const slot = (this.#slot + index) & (this.#capacity - 1);
    return Math.min(this.count - index, this.#capacity - slot);
  }

  /** Returns the byte offset of word `index` in the shared memory. */
  offsetOf(index: number): number {
    const slot = (this.#slot + index) & (this.#capacity - 1);
    return this.#ringByte + slot * wordBytes;
  }
}
