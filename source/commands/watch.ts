/** Watching what is not a run of this program, in the picture, until the user has seen enough. */
import {complain} from '../complain.ts';
import type {KeysOf} from '../interfaces/keys.ts';
import type {Look} from '../look.ts';
import {listenToSignals, signalExitCodes} from '../signals.ts';
import type {MonitorSource} from '../store/monitor.ts';
import {onTerminalLost} from '../streams.ts';

/**
 * Draws `source` until a key or a signal ends it.
 * @param keysOf the keys, given what leaves
 * @returns an exit code: 0 after a key, else the signal's
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

/** Calls `end` with the exit code of the first signal. */
export function onSignal(end: (exitCode: number) => void): void {
  listenToSignals((signal) => end(signalExitCodes[signal]));
}
