/** What the tables of all benchmarks have in common. */
import os from 'node:os';

/** A rate in millions, to three digits. */
export function million(perSecond: number): string {
  return (perSecond / 1e6).toLocaleString('en-US', {maximumSignificantDigits: 3});
}

/** The machine and the runtime. */
export function machine(): string {
  return `${os.cpus()[0]?.model.trim()}, ${os.availableParallelism()} cores, Node ${process.version}`;
}

/** The machine, the runtime and how it was measured, in a sentence. */
export function howMeasured(rounds: number, seconds: number): string {
  return `${machine()}, medians of ${rounds} interleaved rounds of ${seconds} s.`;
}
