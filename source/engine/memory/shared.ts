import {OutOfMemoryError} from '../base/errors.ts';

const pageBytes = 65_536;

/**
 * The shared memory, and the views through which TypeScript accesses it. All threads and the
 * kernels access the same bytes.
 *
 * The 32-bit view is for words with atomic loads and stores. The 64-bit float view is for numbers
 * with one writer. A number that a reader loads may be slightly stale.
 */
export interface SharedMemory {
  readonly memory: WebAssembly.Memory;
  readonly i32: Int32Array;
  readonly f64: Float64Array;
}

/**
 * Allocates `totalBytes` of memory that threads can share, rounded up to whole Wasm pages. All
 * bytes are zero.
 *
 * @throws {OutOfMemoryError} when the system refuses the memory
 */
export function allocateMemory(totalBytes: number): SharedMemory {
  const pages = Math.ceil(totalBytes / pageBytes);
  try {
    return viewMemory(new WebAssembly.Memory({initial: pages, maximum: pages, shared: true}));
  } catch (cause) {
    throw new OutOfMemoryError(pages * pageBytes, {cause});
  }
}

/** Creates the views of a memory, which another thread may have allocated. */
export function viewMemory(memory: WebAssembly.Memory): SharedMemory {
  return {memory, i32: new Int32Array(memory.buffer), f64: new Float64Array(memory.buffer)};
}
