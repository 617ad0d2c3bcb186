import {errorMessage, type Snapshot} from '../engine/index.ts';
import {type ColorLevel, createPaint, type Paint} from '../format/paint.ts';
import type {Theme} from '../format/themes.ts';
import type {DisplayOptions} from '../monitor/display-options.ts';
import {outcome, shutdownLines} from '../report/outcome.ts';
import {createPreload} from '../server/preload.ts';
import {printError} from './process.ts';

/**
 * Prepares the summary of a run. Its modules are loaded while the run goes on, so that it does not
 * depend on files that are replaced meanwhile.
 * @returns a function that prints the summary of the last Snapshot, coloured on a terminal with
 *   colours. If the summary fails, it prints the closing lines and the outcome alone, and reports
 *   the cause.
 */
export function prepareSummary({
  symbols,
  theme,
  isDetailed,
}: DisplayOptions): (last: Snapshot) => Promise<void> {
  const load = createPreload(() => import('../report/summary.ts'));
  return async (last) => {
    try {
      const {summarize} = await load();
      const paint = paintFor(theme);
      const options = {isDetailed, ...(paint === undefined ? {} : {paint})};
      process.stdout.write(summarize(last, symbols, options));
    } catch (error) {
      process.stdout.write(`${shutdownLines(last)}\n${outcome(last)}\n`);
      printError(`no tables of the run: ${errorMessage(error).split('\n')[0]}`);
    }
  };
}

/** Returns the codes of stdout; `undefined` if it is not a terminal. */
function paintFor(theme: Theme): Paint | undefined {
  const {stdout} = process;
  return stdout.isTTY ? createPaint(theme, levelOf(stdout.getColorDepth())) : undefined;
}

/** Converts bits per colour to a level. */
function levelOf(bits: number): ColorLevel {
  if (bits >= 24) return 3;
  if (bits >= 8) return 2;
  return bits >= 4 ? 1 : 0;
}
