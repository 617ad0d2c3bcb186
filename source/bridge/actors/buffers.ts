/**
 * Copies between the shared memory and the buffers of sockets. `set` of typed arrays copies shared
 * memory byte by byte when the two sides are not aligned alike, which takes twenty times as long as
 * `copy` of buffers.
 */

/** Returns the same bytes as a buffer. */
export function viewAsBuffer({buffer, byteOffset, byteLength}: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Buffers that are used in turn. */
export class BufferPool {
  readonly #buffers: readonly Buffer[];
  #next = 0;

  constructor(count: number, bytes: number) {
    this.#buffers = Array.from({length: count}, () => Buffer.alloc(bytes));
  }

  /** Copies bytes to the next buffer. The result is valid until the buffer has its turn again. */
  copy(from: Buffer, start: number, end: number): Buffer {
    const buffer = this.#buffers[this.#next] as Buffer;
    this.#next = (this.#next + 1) % this.#buffers.length;
    from.copy(buffer, 0, start, end);
    return buffer.subarray(0, end - start);
  }
}
