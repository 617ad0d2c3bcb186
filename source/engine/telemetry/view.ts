import type {PipelineParts} from '../actor/parts.ts';
import {lookUp} from '../definition/graph.ts';
import type {PipelineData} from '../definition/types.ts';
import type {PipelineView} from '../definition/view.ts';
import type {LaneReading} from './reading.ts';

/**
 * Creates the view of a reading for the definition's own functions.
 * @param lane index of the lane whose regions are viewed
 */
export function createView(
  {memory, plan, control, graph}: PipelineParts,
  {states, channels, edges}: LaneReading,
  lane = 0,
): PipelineView<PipelineData> {
  const names = Object.keys(graph.data.settings ?? {});
  return {
    states,
    channels,
    edges,
    settings: Object.fromEntries(names.map((name) => [name, control.get(name)])),
    region: (name: string) => {
      const {byte, bytes} = lookUp(plan.regions[lane] ?? {}, name);
      return memory.f64.subarray(byte / 8, (byte + bytes) / 8);
    },
  } as PipelineView<PipelineData>;
}
