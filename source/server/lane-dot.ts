import type {LaneReport, Snapshot} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';
import {edgeColor, escapeQuotes, formatCompact, formatStatement} from './dot-format.ts';

/**
 * Formats each lane as a cluster of the graph. A shared actor is outside the clusters. Rates and
 * loads are those of the last second. Pure.
 */
export function formatLanes({lanes, channels}: Snapshot): readonly string[] {
  const names = lanes.flatMap(({actors}) => actors.map(({name}) => name));
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  const capacityOf = (definedName: string) => {
    const channel = channels.find(({name}) => name === definedName);
    return (channel?.capacityMessages ?? 0) / lanes.length;
  };
  const shared = lanes[0]?.actors.filter(({name}) => isShared(name)) ?? [];
  return [
    ...shared.map(formatActor),
    ...lanes.map(({lane, actors}) => {
      const own = actors.filter(({name}) => !isShared(name)).map(formatActor);
      return `subgraph "cluster_lane_${lane}" {\nlabel="lane ${lane}";\n${own.join('\n')}\n}`;
    }),
    ...lanes.flatMap((lane) =>
      lane.channels.map((channel) => formatChannel(lane, channel, capacityOf(channel.definedName))),
    ),
  ];
}

type LaneActor = LaneReport['actors'][number];
type LaneChannel = LaneReport['channels'][number];

function formatActor({name, thread, busyNow}: LaneActor): string {
  const label = [escapeQuotes(name), `Thread ${thread}`, `Load ${Math.round(busyNow * 100)} %`];
  return formatStatement(`"${escapeQuotes(name)}"`, label, 'grey');
}

function formatChannel(
  {actors}: LaneReport,
  {from, to, perSecond, fillMessages, total}: LaneChannel,
  capacityMessages: number,
): string {
  const nameOf = (definedName: string) =>
    actors.find((actor) => actor.definedName === definedName)?.name ?? definedName;
  const fill = capacityMessages > 0 ? fillMessages / capacityMessages : 0;
  const label = [
    `Rate: ${formatCompact(perSecond)} per/sec`,
    `filled ${Math.round(fill * 100)} %`,
    `Capacity: ${capacityMessages} Total: ${formatCount(total)}`,
  ];
  const ends = [from, to].map((end) => `"${escapeQuotes(nameOf(end))}"`);
  return formatStatement(ends.join(' -> '), label, edgeColor(fill));
}
