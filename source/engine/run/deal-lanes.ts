import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineParts} from '../actor/parts.ts';
import {takeReading} from '../telemetry/take-reading.ts';
import {createView} from '../telemetry/view.ts';

/**
 * Lets the definition write the regions with which the lanes of `successor` begin or continue.
 * Precondition: no thread works on either memory.
 * @param drained the parts before; at the start, `successor` itself, whose first lane counts
 */
export function dealLanes(
  {behaviour}: AnyPipeline,
  drained: PipelineParts,
  successor: PipelineParts,
): void {
  const viewLanes = (parts: PipelineParts) =>
    takeReading(parts, 0).lanes.map((reading, lane) => createView(parts, reading, lane));
  const before = viewLanes(drained);
  const isStart = drained === successor;
  behaviour.dealLanes?.(isStart ? before.slice(0, 1) : before, viewLanes(successor));
}
