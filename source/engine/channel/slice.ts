import {wordBytes} from '../base/limits.ts';

/**
 * A part of a ring, addressed in place: `count` messages from a position on. It is one span, or two
 * spans where it passes the ring's end.
 *
 * Each endpoint owns one slice and returns the same object from each call, so a slice is valid
 * until the next call. Nothing here allocates.
 */
export class Slice {
  /** Messages in the slice. */
  count = 0;
  readonly #ringByte: number;
  readonly #mask: number;
  readonly #messageBytes: number;
  readonly #messageWords: number;
  #slot = 0;

  constructor(ringByte: number, capacityMessages: number, messageBytes: number) {
    this.#ringByte = ringByte;
    this.#mask = capacityMessages - 1;
    this.#messageBytes = messageBytes;
    this.#messageWords = messageBytes / wordBytes;
  }

  /**
   * Sets the slice to `count` messages (0 to the capacity) from `position` on, a 32-bit cursor that
   * wraps.
   */
  set(position: number, count: number): this {
    this.#slot = position & this.#mask;
    this.count = count;
    return this;
  }

  /**
   * Returns the length in messages of the span from message `index` (0 to `count`) on. The span
   * ends at the slice's end or at the ring's end.
   */
  contiguousFrom(index: number): number {
    return Math.min(this.count - index, this.#mask + 1 - ((this.#slot + index) & this.#mask));
  }

  /** Returns the byte offset of message `index` in the shared memory, for a Wasm kernel. */
  offsetOf(index: number): number {
    return this.#ringByte + ((this.#slot + index) & this.#mask) * this.#messageBytes;
  }

  /** Returns the index of the first word of message `index` in the 64-bit views of the endpoint. */
  wordOf(index: number): number {
    return ((this.#slot + index) & this.#mask) * this.#messageWords;
  }
}
