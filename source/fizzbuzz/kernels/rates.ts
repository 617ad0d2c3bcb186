/**
 * A microbenchmark of the kernels alone: on one thread, over rings of the default capacity, in
 * slices of 0.25 MiB.
 *
 * The rates are an upper bound for the pipeline. A measurement takes a few milliseconds. It can
 * therefore be interleaved with other measurements and repeated many times for a median.
 */

import {allocateMemory, limits} from '../../engine/index.ts';
import {type CompiledKernels, instantiateKernels} from './kernels.ts';
import {bufferMessages, kernelDataEndByte, messageBytes} from './limits.ts';

const {capacityDefaultMessages} = limits;

/** Words per second of each kernel, and of a plain copy from one ring to the other. */
export interface KernelRates {
  readonly generate: number;
  readonly classify: number;
  /** Copy in, classify and copy out, as in double-buffer mode. */
  readonly classifyCopied: number;
  readonly tally: number;
  readonly copy: number;
}

/** Passes over the ring until V8 has compiled its best code. */
const warmUpPasses = 24;
/** Passes over the ring in one measurement. */
const measuredPasses = 4;
/** Words per kernel call. */
const sliceMessages = 32_768;

/**
 * Creates a function that measures the kernels' rates. Each call of that function takes about 50 ms
 * and returns one sample per kernel.
 * @throws {OutOfMemoryError} when there is not enough memory for two rings
 */
export function kernelRatesMeter(compiled: CompiledKernels): () => KernelRates {
  const ringBytes = capacityDefaultMessages * messageBytes;
  const counts = kernelDataEndByte;
  const [input, output] = [2 * kernelDataEndByte, 3 * kernelDataEndByte];
  const [values, results] = [ringBytes, 2 * ringBytes];
  const {memory} = allocateMemory(3 * ringBytes);
  const kernels = instantiateKernels(compiled, memory);
  const bytes = new Uint8Array(memory.buffer);
  const passes = {
    generate: (at: number) => kernels.generate(values + at, sliceMessages, at / messageBytes, 0),
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
    copy: (at: number) =>
      void bytes.copyWithin(results + at, values + at, values + at + sliceMessages * messageBytes),
  };
  const run = (pass: (at: number) => void, times: number): number => {
    const startMs = performance.now();
    for (let time = 0; time < times; time++) {
      for (let at = 0; at < ringBytes; at += sliceMessages * messageBytes) pass(at);
    }
    return (times * capacityDefaultMessages * 1_000) / (performance.now() - startMs);
  };
  for (const pass of Object.values(passes)) run(pass, warmUpPasses);
  return () => ({
    generate: run(passes.generate, measuredPasses),
    classify: run(passes.classify, measuredPasses),
    classifyCopied: run(passes.classifyCopied, measuredPasses),
    tally: run(passes.tally, measuredPasses),
    copy: run(passes.copy, measuredPasses),
  });
}
