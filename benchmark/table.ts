/** What the tables of all benchmarks have in common. */
import os from 'node:os';
import type {Spread} from '../source/measure/statistics.ts';

/** A rate in millions, to three digits. */
export function million(perSecond: number): string {
  return (perSecond / 1e6).toLocaleString('en-US', {maximumSignificantDigits: 3});
}

/** The machine and the runtime. */
export function machine(): string {
  const model = os.cpus()[0]?.model.trim();
  return `${model}, ${os.availableParallelism()} cores, Node ${process.version}`;
}

/** The median of rates in millions, and the least to the greatest, as two cells of a table. */
export function spreadCells({median, min, max}: Spread): string {
  return `${million(median)} | ${million(min)} to ${million(max)}`;
}

/** The machine, the runtime and how it was measured, in a sentence. */
export function howMeasured(rounds: number, seconds: number): string {
  return `${machine()}, medians of ${rounds} interleaved rounds of ${seconds} s.`;
}
