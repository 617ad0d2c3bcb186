/**
 * Runs `body` on a machine that refuses shared memory.
 * @param pagesMin smaller memories, in pages of 64 KiB, are given
 */
export function withoutMemory(body: () => void, pagesMin = 0): void {
  const {Memory} = WebAssembly;
  WebAssembly.Memory = class {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      // biome-ignore lint/correctness/noConstructorReturn: it stands in for the real constructor.
      if (descriptor.initial < pagesMin) return new Memory(descriptor);
      throw new RangeError('could not allocate memory');
    }
  } as unknown as typeof Memory;
  try {
    body();
  } finally {
    WebAssembly.Memory = Memory;
  }
}
