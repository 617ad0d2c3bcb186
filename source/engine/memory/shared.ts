/**
 * The shared memory itself and the views through which TypeScript reads and writes it.
 *
 * The same bytes are seen by every thread and by the kernels. The 32-bit view is for words that are loaded and stored
 * atomically; the float view for numbers with one writer, whose readers accept that they may be a moment old.
 */
import {OutOfMemoryError} from '../errors.ts';

const pageBytes = 65_536;

export interface SharedMemory {
  readonly memory: WebAssembly.Memory;
  readonly i32: Int32Array;
  readonly f64: Float64Array;
}

/**
 * Asks the machine for `totalBytes` of memory that threads can share, all zero.
 * @throws {OutOfMemoryError} when it refuses
 */
export function allocateMemory(totalBytes: number): SharedMemory {
  const pages = Math.ceil(totalBytes / pageBytes);
  try {
    return viewMemory(new WebAssembly.Memory({initial: pages, maximum: pages, shared: true}));
  } catch (cause) {
    throw new OutOfMemoryError(pages * pageBytes, {cause});
  }
}

/** The views of a memory that another thread allocated. */
export function viewMemory(memory: WebAssembly.Memory): SharedMemory {
  return {memory, i32: new Int32Array(memory.buffer), f64: new Float64Array(memory.buffer)};
}
