/**
 * Which thread the operating system favours when there are fewer cores than threads.
 *
 * The worker is the pipeline's narrowest place: whatever keeps it from its core is lost for good, while its neighbours have
 * time to spare. Left alone, Linux now and then wakes a neighbour on the worker's core, where it drives the worker out, while
 * the other core goes idle. Neighbours that are a little nicer wait in line instead, and the idle core fetches them. Where
 * batches are small, waking up is what takes the time, and to be nicer only makes it longer.
 */
import os from 'node:os';
import {sliceMaxMessages} from '../limits.ts';

/** Steps on the scale of `nice`, where 0 is usual and 19 the least: a third of the worker's weight. */
const neighbourNiceness = 5;

/**
 * Makes the calling thread give way to the worker's, if a batch is long. Does nothing where the system knows only
 * priorities of whole processes, or does not allow this.
 */
export function lowerThreadPriority(batchMessages: number): void {
  if (process.platform !== 'linux' || batchMessages < sliceMaxMessages) return;
  try {
    // On Linux, 0 means the calling thread, not the process.
    os.setPriority(0, neighbourNiceness);
  } catch {
    // It is an advantage, not a need.
  }
}
