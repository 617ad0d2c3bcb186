import os from 'node:os';
import {longBatchMessages} from '../base/limits.ts';

/**
 * The neighbours' `nice` value, on a scale where 0 is the default and 19 the lowest priority. It
 * gives them a third of the usual scheduling weight.
 */
const neighbourNiceness = 5;

/**
 * Lowers the calling thread's priority, if a batch is long. Has no effect
 * where the system has priorities of whole processes only, or does not allow the change.
 *
 * The priority matters when there are fewer cores than threads. An actor of high priority is the
 * pipeline's bottleneck: time that it loses on its core cannot be recovered, while its neighbours
 * have time to spare. With equal priorities, Linux occasionally wakes a neighbour on its core. The
 * neighbour then preempts it, while the other core is idle. A neighbour with a slightly
 * higher `nice` value waits in the run queue instead, and the idle core takes it from there. With
 * small batches, most of the time is spent on waking up, and a higher `nice` value only makes the
 * wake-up longer.
 *
 * @param batchMessages messages of a batch; from `longBatchMessages` on a batch is long
 */
export function lowerThreadPriority(batchMessages: number): void {
  if (process.platform !== 'linux' || batchMessages < longBatchMessages) return;
  try {
    // On Linux, 0 means the calling thread, not the process.
    os.setPriority(0, neighbourNiceness);
  } catch {
    // The lower priority is an optimization, so a refusal is not an error.
  }
}
