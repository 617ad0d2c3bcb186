import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineParts} from '../actor/parts.ts';
import {errorMessage} from '../base/errors.ts';
import type {StopReport} from '../snapshot/types.ts';
import type {LaneReading, Reading} from './reading.ts';
import {createView} from './view.ts';

/**
 * Creates the report of a stop: whether every actor was done, and whether the counts of each lane
 * and of all together prove that no message was lost.
 * @param fault the failure in one sentence; null when there was none
 * @param before a reading from before the threads were ended; `undefined` before the start
 * @param last a reading from after all activity has ended
 */
export function createStopReport(
  {behaviour}: AnyPipeline,
  parts: PipelineParts,
  by: string,
  fault: string | null,
  before: Reading | undefined,
  last: Reading,
): StopReport {
  const holdouts = before === undefined ? [] : findHoldouts(parts, before);
  const clean = fault === null && holdouts.length === 0;
  const mismatch = findMismatch(behaviour, parts, last);
  return {by, clean, verified: fault === null && mismatch === null, mismatch, holdouts, fault};
}

function findHoldouts({graph}: PipelineParts, {lanes}: Reading): StopReport['holdouts'] {
  const all = lanes.flatMap(({actors}, lane) =>
    Object.entries(actors)
      .filter(([, {state}]) => state !== 'done')
      .map(([name, {waitingFor}]) => {
        return {actor: graph.lanes[lane]?.actors[name] ?? name, waitingFor};
      }),
  );
  // A shared actor is in each lane.
  return all.filter(({actor}, index) => all.findIndex((other) => other.actor === actor) === index);
}

/** Returns what the final counts contradict; null if they prove that nothing was lost. */
function findMismatch(
  behaviour: AnyPipeline['behaviour'],
  parts: PipelineParts,
  last: Reading,
): string | null {
  for (const [lane, reading] of last.lanes.entries()) {
    const mismatch = findLaneMismatch(behaviour, parts, lane, reading);
    if (mismatch !== null) return mismatch;
  }
  return null;
}

function findLaneMismatch(
  {verify}: AnyPipeline['behaviour'],
  parts: PipelineParts,
  lane: number,
  reading: LaneReading,
): string | null {
  const {lanes} = parts.graph;
  for (const [name, {sent, received}] of Object.entries(reading.channels)) {
    const channel = lanes[lane]?.channels[name] ?? name;
    if (sent !== received) return `${channel}: ${sent} sent, ${received} received`;
  }
  const failed = `the check of the pipeline failed${lanes.length > 1 ? ` in lane ${lane}` : ''}`;
  try {
    // In JavaScript it can return anything, such as a promise. Only `true` is a proof.
    const isRight = verify === undefined || verify(createView(parts, reading, lane)) === true;
    return isRight ? null : failed;
  } catch (error) {
    return `${failed}: ${errorMessage(error)}`;
  }
}
