import {BenchError} from '../bench/measure.ts';
import {openProgress} from '../bench/progress.ts';
import {complain} from '../complain.ts';
import {AddressSpaceError, KernelsUnavailableError, OutOfMemoryError} from '../engine/index.ts';
import {type Symbols, symbolsFor} from '../format/symbols.ts';

const knownErrors = [AddressSpaceError, BenchError, KernelsUnavailableError, OutOfMemoryError];

/**
 * Runs a measurement and prints its result on stdout. Commands that measure share this function. A
 * bar shows the progress, and a known error is reported in one sentence.
 * @param run reports its progress to `onProgress`, 0 to 1
 * @returns an exit code
 */
export async function printMeasured<Report>(
  run: (onProgress: (share: number) => void) => Promise<Report>,
  write: (report: Report, symbols: Symbols) => Promise<string>,
): Promise<number> {
  const symbols = symbolsFor(process.env);
  const progress = openProgress(process.stderr, symbols);
  try {
    const report = await run(progress.show);
    progress.close();
    process.stdout.write(await write(report, symbols));
    return 0;
  } catch (error) {
    progress.close();
    if (!knownErrors.some((known) => error instanceof known)) throw error;
    complain((error as Error).message);
    return 1;
  }
}
