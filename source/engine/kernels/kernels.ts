/**
 * The kernels: the loops that touch every message, compiled from AssemblyScript, one call a slice.
 *
 * Offsets are bytes in the shared memory, counts are words; see `reference.ts` for what each means, slowly and obviously.
 */

export interface Kernels {
  /** Writes first, first + 1 … into `count` words at `target`; `first` comes as its lower and upper 32 bits. */
  generate(target: number, count: number, firstLow: number, firstHigh: number): void;
  /** Writes each word of `source` classified to `target`: bit 62 if divisible by 3, bit 63 if by 5. */
  classify(source: number, target: number, count: number): void;
  /** The same by way of two buffers of `bufferWords` words: copy in, classify, copy out. */
  classifyCopied(
    source: number,
    target: number,
    count: number,
    input: number,
    output: number,
    bufferWords: number,
  ): void;
  /** Stores at `counts` three 32-bit counts: words with bit 62 alone, with bit 63 alone, with both. */
  tally(source: number, count: number, counts: number): void;
}

/** How wide the kernels' vectors are, widest first; `scalar` has none. */
export const kernelWidths = ['256', '128', 'scalar'] as const;
export type KernelWidth = (typeof kernelWidths)[number];

/** Compiled kernels, to be instantiated on each thread over the same memory. */
export interface CompiledKernels {
  readonly width: KernelWidth;
  readonly module: WebAssembly.Module;
}

/** Binds compiled kernels to a shared memory. */
export function instantiateKernels(compiled: CompiledKernels, memory: WebAssembly.Memory): Kernels {
  const instance = new WebAssembly.Instance(compiled.module, {env: {memory}});
  return instance.exports as unknown as Kernels;
}
