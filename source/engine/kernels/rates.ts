/**
 * How fast the kernels are alone: on one thread, over rings of the default size, in slices of a quarter MiB.
 *
 * They bound what the pipeline can reach. A measurement takes a few milliseconds, so that it can be made between others,
 * many times, and the median taken.
 */

import {fizzBuzzGraph} from '../graph.ts';
import {bufferMessages, capacityDefaultMessages, wordBytes} from '../limits.ts';
import {planMemory} from '../memory/layout.ts';
import {allocateMemory} from '../memory/shared.ts';
import {type CompiledKernels, instantiateKernels} from './kernels.ts';

/** Words a second of each kernel, and of a plain copy from one ring to the other. */
export interface KernelRates {
  readonly generate: number;
  readonly classify: number;
  /** Copy in, classify, copy out, as double-buffer mode does. */
  readonly classifyCopied: number;
  readonly tally: number;
  readonly copy: number;
}

/** Passes over the ring before V8 has its best code, and in one measurement. */
const warmUpPasses = 24;
const measuredPasses = 4;
/** Words that a kernel is given at once. */
const sliceMessages = 32_768;

/**
 * Makes what measures the kernels' rates; each call takes some 50 ms and gives one sample of each.
 * @throws {OutOfMemoryError} when there is no memory for two rings
 */
export function kernelRatesMeter(compiled: CompiledKernels): () => KernelRates {
  const plan = planMemory(fizzBuzzGraph(capacityDefaultMessages));
  const {memory} = allocateMemory(plan.totalBytes);
  const kernels = instantiateKernels(compiled, memory);
  const [values, results] = [plan.channels.values.ringByte, plan.channels.results.ringByte];
  const ringBytes = capacityDefaultMessages * wordBytes;
  const bytes = new Uint8Array(memory.buffer);
  const passes = {
    generate: (at: number) => kernels.generate(values + at, sliceMessages, at / wordBytes, 0),
    classify: (at: number) => kernels.classify(values + at, results + at, sliceMessages),
    classifyCopied: (at: number) =>
      kernels.classifyCopied(
        values + at,
        results + at,
        sliceMessages,
        plan.inputByte,
        plan.outputByte,
        bufferMessages,
      ),
    tally: (at: number) => kernels.tally(results + at, sliceMessages, plan.tallyByte),
    copy: (at: number) =>
      void bytes.copyWithin(results + at, values + at, values + at + sliceMessages * wordBytes),
  };
  const run = (pass: (at: number) => void, times: number): number => {
    const startMs = performance.now();
    for (let time = 0; time < times; time++) {
      for (let at = 0; at < ringBytes; at += sliceMessages * wordBytes) pass(at);
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
