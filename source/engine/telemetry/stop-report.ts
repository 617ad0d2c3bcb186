import {actorNames} from '../graph.ts';
import type {StopReason} from '../memory/control.ts';
import {isVerified} from './build-snapshot.ts';
import type {Reading} from './reading.ts';
import type {StopReport} from './snapshot.ts';

/**
 * Creates the report of a stop: whether every actor agreed, and whether the counts prove that no
 * message was lost. Pure.
 * @param fault the failure in one sentence; null when there was none
 * @param actors the actors' readings from before their threads were ended
 * @param last a reading from after all activity has ended
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
