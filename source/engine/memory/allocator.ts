// lesson: cache
/** Size of a line: two cache lines, because processors fetch pairs of them. */
export const lineBytes = 128;

/** Allocates memory sequentially. Each allocation is on lines of its own. */
export class Allocator {
  #nextByte: number;

  constructor(firstByte: number) {
    this.#nextByte = firstByte;
  }

  /** Allocates `bytes` bytes and returns their byte offset. */
  take(bytes: number, alignmentBytes = lineBytes): number {
    const start = Math.ceil(this.#nextByte / alignmentBytes) * alignmentBytes;
    this.#nextByte = start + Math.ceil(bytes / lineBytes) * lineBytes;
    return start;
  }

  /** Index of the first of `count` 32-bit words on lines of their own. */
  i32(count = 1): number {
    return this.take(count * 4) / 4;
  }

  /** Index of the first of `count` 64-bit floats on lines of their own. */
  f64(count = 1): number {
    return this.take(count * 8) / 8;
  }
}
