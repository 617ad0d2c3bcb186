/** Runs of the built FizzBuzz pipeline with real threads. */
import type {Snapshot} from '../../source/engine/index.ts';
import type {FizzBuzzOptions} from '../../source/fizzbuzz/index.ts';

/** FizzBuzz's public interface, built, so that its threads can be started. */
export async function importBuiltFizzBuzz(): Promise<
  typeof import('../../source/fizzbuzz/index.ts')
> {
  return await import(new URL('../../dist/fizzbuzz/index.js', import.meta.url).href);
}

/** Options of an endless free run of medium size. */
export const usualOptions: FizzBuzzOptions = {
  capacityMessages: 65_536,
  batchMessages: 32_768,
  beatPeriodMs: 0,
  beats: Number.POSITIVE_INFINITY,
  durationSeconds: Number.POSITIVE_INFINITY,
  mode: 'double-buffer',
  kernels: 'auto',
  threads: 3,
  logLevel: 'info',
};

/** The totals of a FizzBuzz run: messages at each stage, and beats that were sent and taken. */
export function totalsOf({channels}: Snapshot) {
  const channel = (name: string) => channels.find((candidate) => candidate.name === name);
  const [values, results, beats] = [channel('values'), channel('results'), channel('beats')];
  return {
    generated: values?.sent ?? 0,
    processed: results?.sent ?? 0,
    logged: results?.total ?? 0,
    beatsSent: beats?.sent ?? 0,
    beatsTaken: beats?.total ?? 0,
  };
}
