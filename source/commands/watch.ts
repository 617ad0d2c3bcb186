import type {Monitor} from '../components/open-monitor.tsx';
import {errorMessage} from '../engine/index.ts';
import type {DisplayOptions} from '../monitor/display-options.ts';
import type {KeymapFactory} from '../monitor/keymap.ts';
import type {MonitorSource} from '../monitor/source.ts';
import {onFault, onlyReportFaults} from './faults.ts';
import {exitFailed, printError} from './process.ts';
import {onSignal, signalExitCodes} from './signals.ts';
import {redirectWarnings} from './warnings.ts';

/**
 * Shows the monitor for a source other than a run of this process, until a key or a signal ends it.
 * A fault ends it too, and is reported in a sentence.
 * @param createKeymap creates the keys, given a function that leaves the monitor
 * @returns an exit code: 0 after a key, 1 after a fault, otherwise the signal's
 */
export async function watchSource(
  source: MonitorSource,
  createKeymap: (leave: () => void) => KeymapFactory,
  display: DisplayOptions,
): Promise<number> {
  const warnings: string[] = [];
  const stopRedirecting = redirectWarnings((line) => warnings.push(line));
  const faults: string[] = [];
  let monitor: Monitor | undefined;
  let opening: Promise<void> | undefined;
  const exitCode = await new Promise<number>((resolve) => {
    const fail = (error: unknown) => {
      faults.push(`the interface failed: ${errorMessage(error)}`);
      resolve(exitFailed);
    };
    onFault(fail);
    onSignal((signal) => resolve(signalExitCodes[signal]));
    const keymap = createKeymap(() => resolve(0));
    const open = async () => {
      const {openMonitor} = await import('../components/open-monitor.tsx');
      monitor = openMonitor(source, keymap, display, fail);
    };
    opening = open().catch(fail);
  });
  await opening;
  try {
    monitor?.close();
  } catch (error) {
    faults.push(`the interface failed at its end: ${errorMessage(error)}`);
  }
  stopRedirecting();
  // The first fault is the cause of further ones.
  for (const line of [...faults.slice(0, 1), ...warnings]) printError(line);
  onlyReportFaults();
  return exitCode;
}
