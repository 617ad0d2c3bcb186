import type {DisplayOptions} from '../monitor/display-options.ts';
import type {KeymapFactory} from '../monitor/keymap.ts';
import type {MonitorSource} from '../monitor/source.ts';
import {exitOnCrash, printError} from './process.ts';
import {onSignal, signalExitCodes} from './signals.ts';
import {redirectWarnings} from './warnings.ts';

/**
 * Shows the monitor for a source other than a run of this process, until a key or a signal ends it.
 * @param createKeymap creates the keys, given a function that leaves the monitor
 * @returns an exit code: 0 after a key, otherwise the signal's
 */
export async function watchSource(
  source: MonitorSource,
  createKeymap: (leave: () => void) => KeymapFactory,
  display: DisplayOptions,
): Promise<number> {
  const {openMonitor} = await import('../components/open-monitor.tsx');
  const warnings: string[] = [];
  const stopRedirecting = redirectWarnings((line) => warnings.push(line));
  return await new Promise((resolve) => {
    const end = (exitCode: number) => {
      monitor.close();
      stopRedirecting();
      for (const line of warnings) printError(line);
      resolve(exitCode);
    };
    const crash = exitOnCrash(() => monitor.close());
    const keymap = createKeymap(() => end(0));
    const monitor = openMonitor(source, keymap, display, crash);
    onSignal((signal) => end(signalExitCodes[signal]));
  });
}
