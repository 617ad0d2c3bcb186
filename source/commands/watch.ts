/** Shows the monitor for a source other than a run of this process, until the user leaves. */
import {complain} from '../complain.ts';
import type {KeysOf} from '../interfaces/keys.ts';
import type {Look} from '../look.ts';
import {listenToSignals, signalExitCodes} from '../signals.ts';
import type {MonitorSource} from '../store/monitor.ts';
import {onTerminalLost} from '../streams.ts';

/**
 * Draws `source` until a key or a signal ends it.
 * @param keysOf returns the keys, given a function that leaves the monitor
 * @returns an exit code: 0 after a key, otherwise the signal's
 */
export async function watchInPicture(
  source: MonitorSource,
  keysOf: (leave: () => void) => KeysOf,
  look: Look,
): Promise<number> {
  const {openMonitor} = await import('../interfaces/monitor.tsx');
  return await new Promise((resolve) => {
    const end = (exitCode: number) => {
      monitor.close();
      resolve(exitCode);
    };
    const crash = (error: unknown) => {
      monitor.close();
      complain(`it crashed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      process.exit(1);
    };
    const monitor = openMonitor(
      source,
      keysOf(() => end(0)),
      look,
      crash,
    );
    process.once('uncaughtException', crash);
    process.once('unhandledRejection', crash);
    onSignal(end);
    onTerminalLost(() => end(signalExitCodes.SIGHUP));
  });
}

/** Calls `end` with the exit code of each signal. Callers end at the first one. */
export function onSignal(end: (exitCode: number) => void): void {
  listenToSignals((signal) => end(signalExitCodes[signal]));
}
