import type {Clock} from '../base/clock.ts';
import type {Condition} from '../channel/condition.ts';

/** Longest sleep whose timeout keeps the fraction of a millisecond. */
const fractionalSleepMs = 4;

/**
 * Stores the timeout of a sleep in `timeoutMs`: the milliseconds to the earliest deadline of the
 * actors, all of which wait, or `Infinity` while the pipeline is suspended. Allocates nothing.
 */
export function findTimeout(
  actors: ReadonlyArray<{readonly waiting: Condition | undefined}>,
  clock: Clock,
  isSuspended: boolean,
  timeoutMs: Float64Array,
): void {
  timeoutMs[0] = Number.POSITIVE_INFINITY;
  if (isSuspended) return;
  for (let index = 0; index < actors.length; index++) {
    const {deadlineMs} = (actors[index] as {readonly waiting: Condition}).waiting;
    if (deadlineMs - clock.nowMs < (timeoutMs[0] as number)) {
      timeoutMs[0] = Math.max(0, deadlineMs - clock.nowMs);
    }
  }
  // Whole milliseconds are small integers, which are not boxed. The remaining fraction is slept in
  // a later, short sleep.
  const leftMs = timeoutMs[0] as number;
  if (leftMs > fractionalSleepMs) timeoutMs[0] = Math.floor(leftMs);
}
