import {errorMessage, type Snapshot} from '../engine/index.ts';
import type {Symbols} from '../format/symbols.ts';
import {outcome, shutdownLines} from '../report/outcome.ts';
import {createPreload} from '../server/preload.ts';
import {printError} from './process.ts';

/**
 * Prepares the summary of a run. Its modules are loaded while the run goes on, so that it does not
 * depend on files that are replaced meanwhile.
 * @returns a function that prints the summary of the last Snapshot. If the summary fails, it prints
 *   the closing lines and the outcome alone, and reports the cause.
 */
export function prepareSummary(): (last: Snapshot, symbols: Symbols) => Promise<void> {
  const load = createPreload(() => import('../report/summary.tsx'));
  return async (last, symbols) => {
    try {
      const {summarize} = await load();
      process.stdout.write(summarize(last, symbols));
    } catch (error) {
      process.stdout.write(`${shutdownLines(last)}\n${outcome(last)}\n`);
      printError(`no tables of the run: ${errorMessage(error).split('\n')[0]}`);
    }
  };
}
