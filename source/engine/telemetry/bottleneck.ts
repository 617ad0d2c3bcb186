/**
 * What limits the pipeline, read off the times that actors waited, not guessed from rates.
 *
 * The worker stands in the middle and waits for everything: whichever of its three conditions it waits for longest names
 * the neighbour that holds it up. A worker that hardly waits is the limit itself.
 */
import {type ActorName, actorNames} from '../graph.ts';
import type {Settings} from '../shape.ts';
import type {Reading} from './reading.ts';

export type Limit =
  | {readonly by: 'nothing'}
  | {readonly by: 'pause'}
  | {
      readonly by: 'heartbeat';
      readonly batchMessages: number;
      readonly beatsPerSecond: number;
      /** What so many beats allow. */
      readonly perSecond: number;
    }
  | {readonly by: 'generator' | 'worker' | 'logger'; readonly busy: number}
  /** The worker waits for a neighbour that is idle most of the time itself: it is waking up that takes the time. */
  | {readonly by: 'handover'; readonly from: 'generator' | 'logger'; readonly busy: number}
  | {readonly by: 'cores'; readonly cores: number; readonly busyCores: number};

/** A worker that waits for less than this share of the time is the limit. */
const waitingMin = 0.15;
/** A neighbour that is busy for less than this share of the time is not what holds the worker up. */
const busyMin = 0.5;
/** Less than this says nothing. */
const elapsedMinMs = 300;
/** With more than this share of the cores busy, a longer wait for a neighbour means that it had no core. */
const coresFull = 0.9;

/**
 * The limit between two readings.
 * @param cores cores of the machine
 * @param spanMs how long the pipeline ran between them
 */
export function findBottleneck(
  from: Reading,
  to: Reading,
  {batchMessages, beatPeriodMs}: Pick<Settings, 'batchMessages' | 'beatPeriodMs'>,
  cores: number,
  spanMs = to.atMs - from.atMs,
): Limit {
  if (spanMs < elapsedMinMs) return {by: 'nothing'};
  const busy = (actor: ActorName) => (to.actors[actor].busyMs - from.actors[actor].busyMs) / spanMs;
  const waited = (kind: 'input' | 'room' | 'beat') =>
    (to.actors.worker.waitMs[kind] - from.actors.worker.waitMs[kind]) / spanMs;
  const [input, room, beat] = [waited('input'), waited('room'), waited('beat')];
  if (beat >= Math.max(input, room, waitingMin) && beatPeriodMs > 0) {
    const beatsPerSecond = 1_000 / beatPeriodMs;
    const perSecond = beatsPerSecond * batchMessages;
    return {by: 'heartbeat', batchMessages, beatsPerSecond, perSecond};
  }
  const busyCores = actorNames.reduce((sum, actor) => sum + busy(actor), 0);
  if (busyCores > coresFull * cores) return {by: 'cores', cores, busyCores};
  if (input + room + beat < waitingMin) return {by: 'worker', busy: busy('worker')};
  const by = room > input ? 'logger' : 'generator';
  if (busy(by) < busyMin) return {by: 'handover', from: by, busy: busy(by)};
  return {by, busy: busy(by)};
}
