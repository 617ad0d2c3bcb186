import {unless} from './faults.ts';
import type {PipelineData} from './types.ts';

/** Returns the faults of a definition's edges. */
export function edgeFaults({edges = {}, lanes, channels, actors}: PipelineData): string[] {
  const names = Object.keys(edges);
  const [first] = names;
  if (first !== undefined && lanes !== undefined) {
    return [`it has lanes and the edge ${first}; only a pipeline without lanes has edges`];
  }
  return Object.entries(edges).flatMap(([name, {actor, direction, channel, peer}]) => {
    const own = channels[channel]?.[direction === 'out' ? 'to' : 'from'];
    const isOut = direction === 'out';
    const misses = isOut
      ? `from which ${actor} does not receive`
      : `to which ${actor} does not send`;
    const same = Object.entries(edges).find(([, edge]) => edge.actor === actor)?.[0] ?? name;
    return [
      ...unless(Object.hasOwn(actors, actor), `edge ${name} has ${actor}, which is not an actor`),
      ...unless(
        isOut || direction === 'in',
        `edge ${name} has the direction ${direction}; it takes in or out`,
      ),
      ...unless(own === actor, `edge ${name} has the channel ${channel}, ${misses}`),
      ...unless(same === name, `edges ${same} and ${name} have the same actor ${actor}`),
      ...unless(!Object.hasOwn(actors, name), `edge ${name} has the name of an actor`),
      ...unless(typeof peer === 'string' && peer !== '', `edge ${name} has no peer`),
    ];
  });
}
