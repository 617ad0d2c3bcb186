import type {Snapshot} from '../engine/index.ts';

/**
 * Returns the number of lanes after the present one that the key steps to: twice as many, at last
 * one per core, and then one again.
 */
export function stepLanes(lanes: number, {pipeline, machine}: Snapshot): number {
  const most = Math.max(1, Math.min(pipeline.lanesMax, Math.floor(machine.cores)));
  return lanes >= most ? 1 : Math.min(2 * lanes, most);
}
