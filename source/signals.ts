/**
 * A signal that requests a stop. The next signal requests an immediate stop.
 *
 * A terminal sends its interrupt to every process of the group. npm is one of them and forwards it.
 * The same signal then arrives twice within moments, although the user sent it once.
 */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The exit codes of signals, by the convention of shells: 128 plus the signal's number. */
export const signalExitCodes: Record<StopSignal, number> = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129};

/** The same signal within this time is an echo. */
const echoMs = 150;

/** Calls `onSignal` for each signal that is not an echo, until the process ends. */
export function listenToSignals(onSignal: (signal: StopSignal) => void): void {
  const heardMs = new Map<StopSignal, number>();
  for (const signal of Object.keys(signalExitCodes) as StopSignal[]) {
    process.on(signal, () => {
      const nowMs = performance.now();
      if (nowMs - (heardMs.get(signal) ?? Number.NEGATIVE_INFINITY) < echoMs) return;
      heardMs.set(signal, nowMs);
      onSignal(signal);
    });
  }
}
