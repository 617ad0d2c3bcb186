import {AddressSpaceError, OutOfMemoryError} from '../engine/index.ts';
import {KernelsUnavailableError} from '../fizzbuzz/index.ts';
import {type Symbols, symbolsFor} from '../format/symbols.ts';
import {BenchError} from '../measure/measure.ts';
import {openProgress} from '../measure/progress.ts';
import {exitFailed, printError} from './process.ts';

const knownErrors = [AddressSpaceError, BenchError, KernelsUnavailableError, OutOfMemoryError];

/**
 * Runs a measurement and prints its result on stdout. A bar shows the progress, and a known error
 * is reported in one sentence.
 * @param measure reports its progress to `onProgress`, 0 to 1
 * @returns an exit code
 */
export async function runMeasurement<Report>(
  measure: (onProgress: (share: number) => void) => Promise<Report>,
  format: (report: Report, symbols: Symbols) => Promise<string>,
): Promise<number> {
  const symbols = symbolsFor(process.env);
  const progress = openProgress(process.stderr, symbols);
  try {
    const report = await measure(progress.show);
    progress.close();
    process.stdout.write(await format(report, symbols));
    return 0;
  } catch (error) {
    progress.close();
    if (!knownErrors.some((known) => error instanceof known)) throw error;
    printError((error as Error).message);
    return exitFailed;
  }
}
