import {type Engine, errorMessage, type Snapshot} from '../engine/index.ts';
import {describeFault, onFault, onlyReportFaults} from './faults.ts';

/**
 * Time for a drain after a fault. It is longer than the deadline of a stop, so it ends only if the
 * engine itself has failed.
 */
const drainMaxMs = 25_000;

/** The faults of a run that nothing catches. */
export interface RunFaults {
  /**
   * Ends the watch. Resolves with the last Snapshot of the run, which contains the fault, and with
   * the stack of the fault; `undefined` if the run had none.
   */
  finish(): Promise<{readonly last: Snapshot; readonly stack: string | undefined}>;
}

/**
 * Handles all faults during a run that nothing catches. The monitor is the first suspect: plain
 * lines take its place. Without a monitor, the run is stopped, and drains as after any other stop.
 * @param replaceMonitor closes the monitor because of a fault; returns false if none was open
 * @param giveUp ends the program at once, because the run does not end any more
 */
export function watchRunFaults(
  engine: Engine,
  replaceMonitor: (error: unknown) => boolean,
  giveUp: (fault: string) => void,
): RunFaults {
  let fault: {readonly message: string; readonly stack: string} | undefined;
  onFault((error) => {
    if (replaceMonitor(error) || fault !== undefined) return;
    const stack = describeFault(error);
    fault = {message: errorMessage(error), stack};
    setTimeout(() => giveUp(stack), drainMaxMs).unref();
    try {
      // A second request would cut off the drain that is under way.
      if (engine.getSnapshot().stoppedBy === null) engine.stop('fault');
      engine.log('error', `The program failed: ${fault.message}`);
    } catch {
      giveUp(stack);
    }
  });
  return {
    async finish() {
      const last = await engine.finished;
      onlyReportFaults();
      if (fault === undefined || last.stop === null) return {last, stack: fault?.stack};
      const stop = {...last.stop, fault: last.stop.fault ?? fault.message};
      return {last: {...last, stop}, stack: fault.stack};
    },
  };
}
