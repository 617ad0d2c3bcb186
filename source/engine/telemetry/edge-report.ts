import {lookUp} from '../definition/graph.ts';
import type {PipelineData} from '../definition/types.ts';
import type {EdgeReport} from '../snapshot/types.ts';
import type {ReadingHistory} from './history.ts';
import type {Reading} from './reading.ts';
import {perSecond} from './statistics.ts';

/**
 * Reports the edges of a pipeline. Pure.
 * @param first the reading at the start of the run
 * @param isIdle no message moves, regardless of the last second
 */
export function edgeReports(
  {edges = {}}: PipelineData,
  {now, recent}: ReadingHistory,
  first: Reading,
  isIdle: boolean,
): readonly EdgeReport[] {
  return Object.entries(edges).map(([name, {actor, direction, channel, peer}]) => {
    const {batches, capacityBatches, ...reading} = lookUp(now.edges, name);
    const {roundTripMs, refused, lostAtMs, fullLane, unreadLane} = reading;
    const messages = (at: Reading) => {
      const {sent, received} = lookUp(at.channels, channel);
      return direction === 'out' ? received : sent;
    };
    const seconds = (now.atMs - recent.atMs) / 1_000;
    return {
      name,
      actor,
      direction,
      channel,
      peer,
      batches,
      capacityBatches,
      fillNow: capacityBatches > 0 ? Math.min(1, batches / capacityBatches) : 0,
      perSecond: isIdle ? 0 : perSecond(messages(now) - messages(recent), seconds),
      roundTripMs: roundTripMs > 0 ? roundTripMs : null,
      refused,
      lostAtSeconds: lostAtMs > 0 ? Math.max(0, lostAtMs - first.atMs) / 1_000 : null,
      fullLane: fullLane > 0 ? {lane: fullLane - 1, isRead: unreadLane !== fullLane} : null,
    };
  });
}
