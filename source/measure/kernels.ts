import {
  type FizzBuzzOptions,
  type KernelRates,
  type KernelWidth,
  kernelRatesMeter,
  selectKernels,
} from '../fizzbuzz/index.ts';
import {describePartial, type Partial} from './measure.ts';
import {computeSpread, type Spread} from './statistics.ts';

/** Words per second of each kernel: the median over all samples, and the extremes. */
export type KernelSpreads = Readonly<Record<keyof KernelRates, Spread>>;

/** The rates of the kernels over rings of one size. */
export interface RingResult {
  /** Words in each of the two rings. */
  readonly ringMessages: number;
  readonly kernels: KernelSpreads;
}

/** The result of the benchmark of the kernels alone. */
export interface KernelReport {
  readonly schema: 1;
  /** How much was measured if the benchmark was stopped early; null otherwise. */
  readonly partial: Partial | null;
  readonly width: KernelWidth;
  /** Samples of each rate. */
  readonly samples: number;
  readonly rings: readonly RingResult[];
}

/**
 * Words in a ring. Two rings fit the first-, second- and third-level cache of most machines, and no
 * cache.
 */
const ringSizesMessages = [1_024, 16_384, 131_072, 8_388_608];

/** Samples of each rate in a round. */
const samplesPerRound = 5;

/**
 * Measures the kernels alone, on one thread, over rings of several sizes. The samples of all sizes
 * and kernels are interleaved.
 * @param onProgress is called after each sample with the completed share, 0 to 1
 * @param stop ends the benchmark early; the result is what was measured by then
 * @returns the result, or `undefined` if nothing was measured
 * @throws {KernelsUnavailableError} when the kernels do not work on this machine
 * @throws {OutOfMemoryError} when there is not enough memory for the rings
 */
export async function runKernelBench(
  {rounds, kernels}: {readonly rounds: number; readonly kernels: FizzBuzzOptions['kernels']},
  onProgress: (share: number) => void,
  stop: AbortSignal,
): Promise<KernelReport | undefined> {
  const compiled = selectKernels(kernels);
  const samples = rounds * samplesPerRound;
  const rings = ringSizesMessages.map((ringMessages) => ({
    ringMessages,
    meter: kernelRatesMeter(compiled, ringMessages),
    rates: [] as KernelRates[],
  }));
  let measured = 0;
  while (measured < samples && !stop.aborted) {
    for (const {meter, rates} of rings) rates.push(meter());
    measured++;
    onProgress(measured / samples);
    // The progress is shown, and a signal is heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (measured === 0) return undefined;
  return {
    schema: 1,
    partial: describePartial(stop, measured, samples),
    width: compiled.width,
    samples: measured,
    rings: rings.map(({ringMessages, rates}) => ({ringMessages, kernels: spreadRates(rates)})),
  };
}

/** Returns the spread of each kernel's rate. */
export function spreadRates(rates: readonly KernelRates[]): KernelSpreads {
  const names = Object.keys(rates[0] ?? {}) as (keyof KernelRates)[];
  return Object.fromEntries(
    names.map((name) => [name, computeSpread(rates.map((rate) => rate[name]))]),
  ) as KernelSpreads;
}
