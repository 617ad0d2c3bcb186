import {AddressSpaceError, OutOfMemoryError} from '../engine/index.ts';
import {KernelsUnavailableError} from '../fizzbuzz/index.ts';
import {type Symbols, symbolsFor} from '../format/symbols.ts';
import {BenchError} from '../measure/measure.ts';
import {openProgress} from '../measure/progress.ts';
import {isInForeground} from '../terminal/foreground.ts';
import {exitFailed, printError} from './process.ts';
import {onSignal, type StopSignal, signalExitCodes} from './signals.ts';

const knownErrors = [AddressSpaceError, BenchError, KernelsUnavailableError, OutOfMemoryError];

/**
 * Runs a measurement and prints its result on stdout. A bar shows the progress, and a known error
 * is reported in one sentence. A signal ends the measurement. What was measured by then is printed,
 * marked as partial. A second signal ends the program at once.
 * @param measure reports its progress to `onProgress`, 0 to 1; resolves with `undefined` if it was
 *   stopped before anything was measured
 * @returns an exit code
 */
export async function runMeasurement<Report>(
  measure: (onProgress: (share: number) => void, stop: AbortSignal) => Promise<Report | undefined>,
  format: (report: Report, symbols: Symbols) => Promise<string>,
): Promise<number> {
  const symbols = symbolsFor(process.env);
  const stop = new AbortController();
  let stoppedBy: StopSignal | undefined;
  onSignal((signal) => {
    if (stoppedBy !== undefined) process.exit(signalExitCodes[signal]);
    stoppedBy = signal;
    stop.abort();
  });
  // From the first sight of the bar on, a signal is answered.
  const progress = openProgress(process.stderr, symbols, isInForeground);
  try {
    const report = await measure(progress.show, stop.signal);
    progress.close();
    if (report !== undefined) process.stdout.write(await format(report, symbols));
    else printError(`stopped by ${stoppedBy} before the first measurement was complete`);
    return stoppedBy === undefined ? 0 : signalExitCodes[stoppedBy];
  } catch (error) {
    progress.close();
    if (!knownErrors.some((known) => error instanceof known)) throw error;
    printError((error as Error).message);
    return exitFailed;
  }
}
