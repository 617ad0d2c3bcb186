import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineParts} from '../actor/parts.ts';
import {lookUp} from '../definition/graph.ts';
import type {StopReport} from '../snapshot/types.ts';
import type {Reading} from './reading.ts';
import {createView} from './view.ts';

/**
 * Creates the report of a stop: whether every actor was done, and whether the counts prove that no
 * message was lost.
 * @param fault the failure in one sentence; null when there was none
 * @param actors the actors' readings from before their threads were ended
 * @param last a reading from after all activity has ended
 */
export function createStopReport(
  {behaviour}: AnyPipeline,
  parts: PipelineParts,
  by: string,
  fault: string | null,
  actors: Reading['actors'],
  last: Reading,
): StopReport {
  const holdouts = parts.graph.actors
    .map((actor) => ({actor, ...lookUp(actors, actor)}))
    .filter(({state}) => state !== 'done')
    .map(({actor, waitingFor}) => ({actor, waitingFor}));
  const clean = fault === null && holdouts.length === 0;
  const isComplete = Object.values(last.channels).every(({sent, received}) => sent === received);
  const verified = isComplete && (behaviour.verify?.(createView(parts, last)) ?? true);
  return {by, clean, verified, holdouts, fault};
}
