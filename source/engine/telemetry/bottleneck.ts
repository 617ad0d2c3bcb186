/**
 * Finds the bottleneck of the pipeline from the actors' wait times. It does not guess from rates.
 *
 * The worker is in the middle of the pipeline and waits for all other actors. The longest of its
 * three wait conditions names the neighbour that delays it. A worker that hardly waits is the
 * bottleneck itself.
 */
import {type ActorName, actorNames} from '../graph.ts';
import type {Settings} from '../shape.ts';
import type {Reading} from './reading.ts';

/**
 * The bottleneck of the pipeline, with the measurements that identify it. `busy` is a share of the
 * time.
 */
export type Limit =
  | {readonly by: 'nothing'}
  | {readonly by: 'pause'}
  | {
      readonly by: 'heartbeat';
      readonly batchMessages: number;
      readonly beatsPerSecond: number;
      /** Messages per second that the beats allow. */
      readonly perSecond: number;
    }
  | {readonly by: 'generator' | 'worker' | 'logger'; readonly busy: number}
  /** The worker waits for a neighbour that is mostly idle itself: waking up takes the time. */
  | {readonly by: 'handover'; readonly from: 'generator' | 'logger'; readonly busy: number}
  | {readonly by: 'cores'; readonly cores: number; readonly busyCores: number};

/** A worker that waits for less than this share of the time is the bottleneck. */
const waitingMin = 0.15;
/** A neighbour that is busy for less than this share of the time does not delay the worker. */
const busyMin = 0.5;
/** The least running time from which a bottleneck is derived. */
const elapsedMinMs = 300;
/** Above this busy share of the cores, a longer wait for a neighbour means that it had no core. */
const coresFull = 0.9;

/**
 * Returns the bottleneck between two readings, or `nothing` when `spanMs` is below 300 ms.
 * @param cores cores of the machine
 * @param spanMs milliseconds that the pipeline ran between the readings
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
