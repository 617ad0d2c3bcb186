/**
 * A microbenchmark of the kernels alone: on one thread, over two rings, in slices of at most
 * 0.25 MiB.
 *
 * The rates are an upper bound for the pipeline. A measurement takes a few milliseconds. It can
 * therefore be interleaved with other measurements and repeated many times for a median.
 */

import {allocateMemory, limits} from '../../engine/index.ts';
import {type CompiledKernels, instantiateKernels} from './kernels.ts';
import {bufferMessages, kernelDataEndByte, messageBytes} from './limits.ts';

const {capacityDefaultMessages} = limits;

/** Words per second of each kernel. */
export interface KernelRates {
  readonly generate: number;
  readonly classify: number;
  /** Copy in, classify and copy out, as in double-buffer mode. */
  readonly classifyCopied: number;
  readonly tally: number;
  readonly copy: number;
}

/** Words until V8 has compiled its best code. */
const warmUpMessages = 24 * 2 ** 20;
/** Words in one measurement. */
const measuredMessages = 4 * 2 ** 20;
/** Words per kernel call, at most. */
const sliceMaxMessages = 32_768;

/**
 * Creates a function that measures the kernels' rates. Each call of that function takes about 50 ms
 * and returns one sample per kernel.
 * @param ringMessages words in each of the two rings, a power of two from 64; the default is the
 *   default capacity
 * @throws {OutOfMemoryError} when there is not enough memory for two rings
 */
export function kernelRatesMeter(
  compiled: CompiledKernels,
  ringMessages: number = capacityDefaultMessages,
): () => KernelRates {
  const ringBytes = ringMessages * messageBytes;
  const sliceMessages = Math.min(sliceMaxMessages, ringMessages);
  const counts = kernelDataEndByte;
  const [input, output] = [2 * kernelDataEndByte, 3 * kernelDataEndByte];
  const values = 4 * kernelDataEndByte;
  const results = values + ringBytes;
  const {memory} = allocateMemory(results + ringBytes);
  const kernels = instantiateKernels(compiled, memory);
  const passes = {
    generate: (at: number) => kernels.generate(values + at, sliceMessages, at / messageBytes, 0, 1),
    classify: (at: number) => kernels.classify(values + at, results + at, sliceMessages),
    classifyCopied: (at: number) =>
      kernels.classifyCopied(
        values + at,
        results + at,
        sliceMessages,
        input,
        output,
        bufferMessages,
      ),
    tally: (at: number) => kernels.tally(results + at, sliceMessages, counts),
    copy: (at: number) => kernels.copy(values + at, results + at, sliceMessages),
  };
  const run = (pass: (at: number) => void, messages: number): number => {
    const times = Math.max(1, messages / ringMessages);
    const startMs = performance.now();
    for (let time = 0; time < times; time++) {
      for (let at = 0; at < ringBytes; at += sliceMessages * messageBytes) pass(at);
    }
    return (times * ringMessages * 1_000) / (performance.now() - startMs);
  };
  for (const pass of Object.values(passes)) run(pass, warmUpMessages);
  return () => ({
    generate: run(passes.generate, measuredMessages),
    classify: run(passes.classify, measuredMessages),
    classifyCopied: run(passes.classifyCopied, measuredMessages),
    tally: run(passes.tally, measuredMessages),
    copy: run(passes.copy, measuredMessages),
  });
}
