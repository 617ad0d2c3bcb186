import {type Graph, lookUp, threadOf} from '../definition/graph.ts';
import type {LaneReport} from '../snapshot/types.ts';
import type {ReadingHistory} from './history.ts';
import type {LaneReading} from './reading.ts';
import {perSecond, share} from './statistics.ts';

/**
 * Reports each lane over the last second and the run; none for a single lane. A second that began
 * with another number of lanes counts from the present reading on. Pure.
 */
export function laneReports(graph: Graph, {now, recent}: ReadingHistory): readonly LaneReport[] {
  if (graph.lanes.length === 1) return [];
  const isSame = recent.lanes.length === now.lanes.length;
  const elapsedMs = isSame ? now.atMs - recent.atMs : 0;
  return now.lanes.map((is, lane) =>
    laneReport(graph, lane, recent.lanes[lane] ?? is, is, elapsedMs),
  );
}

function laneReport(
  graph: Graph,
  lane: number,
  was: LaneReading,
  is: LaneReading,
  elapsedMs: number,
): LaneReport {
  const {actors, channels} = graph.lanes[lane] as Graph['lanes'][number];
  const rate = (name: string) =>
    perSecond(
      lookUp(is.channels, name).received - lookUp(was.channels, name).received,
      elapsedMs / 1_000,
    );
  return {
    lane,
    channels: Object.entries(channels).map(([definedName, name]) => {
      const {sent, received, fillMessages} = lookUp(is.channels, definedName);
      const {from, to} = lookUp(graph.data.channels, definedName);
      const total = received;
      const counts = {sent, total, fillMessages, perSecond: rate(definedName)};
      return {name, definedName, from, to, ...counts};
    }),
    actors: Object.entries(actors).map(([definedName, name]) => {
      const busyMs = lookUp(is.actors, definedName).busyMs - lookUp(was.actors, definedName).busyMs;
      const thread = threadOf(graph, name) + 1;
      return {name, definedName, thread, busyNow: share(busyMs, elapsedMs)};
    }),
  };
}
