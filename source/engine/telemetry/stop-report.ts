/** How a run ended: whether every actor agreed, and whether the counts prove that nothing was lost. */
import {actorNames} from '../graph.ts';
import type {StopReason} from '../memory/control.ts';
import {isVerified} from './build-snapshot.ts';
import type {Reading} from './reading.ts';
import type {StopReport} from './snapshot.ts';

/**
 * The report of a stop. Pure.
 * @param fault what went wrong, in a sentence; null when nothing did
 * @param actors as they were before their threads were ended
 * @param last taken when nothing moves any more
 */
export function createStopReport(
  by: StopReason,
  fault: string | null,
  actors: Reading['actors'],
  last: Reading,
): StopReport {
  const holdouts = actorNames
    .filter((actor) => actors[actor].state !== 'agreed')
    .map((actor) => ({actor, waitingFor: actors[actor].waitingFor}));
  const clean = fault === null && holdouts.length === 0;
  return {by, clean, verified: isVerified(last), holdouts, fault};
}
