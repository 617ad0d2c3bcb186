/**
 * The kernels: the loops that process each message. They are compiled from AssemblyScript. An actor
 * makes one call per slice.
 *
 * Offsets are bytes in the shared memory. Counts are words. `reference.ts` defines the result of
 * each kernel in a slow and simple form.
 */
export interface Kernels {
  /**
   * Writes first, first + stride … into `count` words at `target`. `first` is passed as its lower
   * and upper 32 bits.
   */
  generate(
    target: number,
    count: number,
    firstLow: number,
    firstHigh: number,
    stride: number,
  ): void;
  /**
   * Writes each of the `count` words at `source` to `target`, with bit 62 set if it is divisible by
   * 3 and bit 63 set if it is divisible by 5.
   */
  classify(source: number, target: number, count: number): void;
  /** Copies the `count` words at `source` to `target`. */
  copy(source: number, target: number, count: number): void;
  /**
   * Classifies like `classify`, through two buffers of `bufferWords` words: copy in, classify, copy
   * out.
   */
  classifyCopied(
    source: number,
    target: number,
    count: number,
    input: number,
    output: number,
    bufferWords: number,
  ): void;
  /**
   * Stores three 32-bit counts at `counts`: words with bit 62 alone, with bit 63 alone, and with
   * both. The `tallyBytes` at `counts` belong to the call while it runs.
   */
  tally(source: number, count: number, counts: number): void;
}

/** The vector widths of the kernels in bits, widest first. `scalar` does not use vectors. */
export const kernelWidths = ['256', '128', 'scalar'] as const;
/** One of the vector widths. */
export type KernelWidth = (typeof kernelWidths)[number];

/** Compiled kernels. Each thread instantiates them over the same memory. */
export interface CompiledKernels {
  readonly width: KernelWidth;
  readonly module: WebAssembly.Module;
}

/** Instantiates compiled kernels on the calling thread, over a shared memory. */
export function instantiateKernels(compiled: CompiledKernels, memory: WebAssembly.Memory): Kernels {
  const instance = new WebAssembly.Instance(compiled.module, {env: {memory}});
  return instance.exports as unknown as Kernels;
}
