/**
 * The signals that stop the program.
 *
 * A terminal sends its interrupt to every process of the group. npm is one of them and forwards it.
 * The same signal then arrives twice within moments, although the user sent it once.
 */
import {readIgnoredSignals} from './ignored-signals.ts';
import {onStreamError} from './standard-streams.ts';

/** A signal that requests a stop. The next signal requests an immediate stop. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The exit codes of signals, by the convention of shells: 128 plus the signal's number. */
export const signalExitCodes: Record<StopSignal, number> = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129};

/** The same signal within this time is an echo. */
const echoMs = 150;

/** Signals that arrived, with the time of each. */
const receivedMs = new Map<StopSignal, number>();

/** Whether a signal has requested the end of the program. */
export function hasSignal(): boolean {
  return receivedMs.size > 0;
}

/**
 * Keeps ignoring the signals that the parent process had set to be ignored, as `nohup` does with
 * SIGHUP. Node resets them to their default action.
 */
export function keepIgnoredSignals(): void {
  for (const signal of readIgnoredSignals()) process.on(signal, () => {});
  // Node.js ignores it, so that a write beyond the limit of file sizes fails. Ink's handler of ends
  // would let it end the program.
  if (process.platform !== 'win32') process.on('SIGXFSZ', () => {});
}

/** Calls `listener` for each signal that is not an echo, until the process ends. */
export function onSignal(listener: (signal: StopSignal) => void): void {
  const ignored = readIgnoredSignals();
  const receive = (signal: StopSignal) => {
    if (ignored.includes(signal)) return;
    const nowMs = performance.now();
    if (nowMs - (receivedMs.get(signal) ?? Number.NEGATIVE_INFINITY) < echoMs) return;
    receivedMs.set(signal, nowMs);
    listener(signal);
  };
  for (const signal of Object.keys(signalExitCodes) as StopSignal[]) {
    process.on(signal, () => receive(signal));
  }
  // A lost terminal sends SIGHUP, unless the session leader does not forward it.
  onStreamError((error) => {
    if (error.code === 'EIO' && receivedMs.size === 0) receive('SIGHUP');
  });
}
