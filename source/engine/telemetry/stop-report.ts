import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineParts} from '../actor/parts.ts';
import type {StopReport} from '../snapshot/types.ts';
import type {Reading} from './reading.ts';
import {createView} from './view.ts';

/**
 * Creates the report of a stop: whether every actor was done, and whether the counts prove that no
 * message was lost.
 * @param fault the failure in one sentence; null when there was none
 * @param actors the actors' readings from before their threads were ended; none before the start
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
  const holdouts = Object.entries(actors)
    .filter(([, {state}]) => state !== 'done')
    .map(([actor, {waitingFor}]) => ({actor, waitingFor}));
  const clean = fault === null && holdouts.length === 0;
  const mismatch = findMismatch(behaviour, parts, last);
  return {by, clean, verified: fault === null && mismatch === null, mismatch, holdouts, fault};
}

/** Returns what the final counts contradict; null if they prove that nothing was lost. */
function findMismatch(
  {verify}: AnyPipeline['behaviour'],
  parts: PipelineParts,
  last: Reading,
): string | null {
  for (const [name, {sent, received}] of Object.entries(last.channels)) {
    if (sent !== received) return `${name}: ${sent} sent, ${received} received`;
  }
  const isRight = verify?.(createView(parts, last)) ?? true;
  return isRight ? null : 'the check of the pipeline failed';
}
