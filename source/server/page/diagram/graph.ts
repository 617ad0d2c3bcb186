/**
 * Arranges a pipeline on a grid, from its definition alone: actors in layers along the flow, and
 * channels on rows between them. An edge to other processes is a channel too: what is at its other
 * end is placed as an actor is. Pure.
 *
 * The chain of actors that the throughput passes has the first row. Side inputs follow below. A
 * channel that leads over several layers gets a row that is free in all of them.
 */
import type {EdgeReport, Snapshot} from '../../../engine/index.ts';

/** An actor or a peer on the grid. `layer` counts along the flow and `row` across it. */
export interface PlacedActor {
  /** The key of the actor, or of the peer. */
  readonly name: string;
  readonly layer: number;
  readonly row: number;
  /** The word for what is at the other end of an edge; `undefined` for an actor. */
  readonly peer: string | undefined;
}

/** A channel on the grid: it runs on `row`, and its pipe is in the gap after the layer `gap`. */
export interface PlacedChannel {
  /** The key of the channel, or of the edge. */
  readonly name: string;
  readonly from: PlacedActor;
  readonly to: PlacedActor;
  readonly gap: number;
  readonly row: number;
}

/** A pipeline on the grid. */
export interface PlacedGraph {
  readonly layers: number;
  readonly rows: number;
  readonly actors: readonly PlacedActor[];
  readonly channels: readonly PlacedChannel[];
}

/** Returns the key of an edge. It differs from the keys of channels, which are their names. */
export function edgeKey({name}: EdgeReport): string {
  return `edges/${name}`;
}

/** Returns the key of what is at the other end of an edge. */
export function peerKey({name}: EdgeReport): string {
  return `peers/${name}`;
}

type Link = Pick<Snapshot['channels'][number], 'name' | 'from' | 'to'>;

/** Arranges the actors, channels and edges of a Snapshot. */
export function placeGraph({actors, channels, edges, pipeline}: Snapshot): PlacedGraph {
  const names = [...actors.map(({name}) => name), ...edges.map(peerKey)];
  const links = [...channels, ...edges.map(toLink)];
  const layers = findLayers(names, links);
  const rowOf = takeRows(names, layers, findSpine(links, pipeline.throughput, layers));
  const peers = new Map(edges.map((edge) => [peerKey(edge), edge.peer]));
  const placed = new Map(
    names.map((name): [string, PlacedActor] => {
      const [layer, row] = [layers.get(name) ?? 0, rowOf.get(name) ?? 0];
      return [name, {name, layer, row, peer: peers.get(name)}];
    }),
  );
  const placedChannels = placeChannels(links, placed);
  const all = [...placed.values(), ...placedChannels];
  return {
    layers: Math.max(0, ...[...placed.values()].map(({layer}) => layer)) + 1,
    rows: Math.max(0, ...all.map(({row}) => row)) + 1,
    actors: [...placed.values()],
    channels: placedChannels,
  };
}

function toLink(edge: EdgeReport): Link {
  const ends = [edge.actor, peerKey(edge)] as const;
  const [from, to] = edge.direction === 'out' ? ends : ends.toReversed();
  return {name: edgeKey(edge), from: from as string, to: to as string};
}

/** Returns the rows of actors: the first one for the spine, and free ones below for the others. */
function takeRows(
  names: readonly string[],
  layers: ReadonlyMap<string, number>,
  spine: readonly string[],
): ReadonlyMap<string, number> {
  const taken = new Grid();
  const take = (name: string, first: number): [string, number] => {
    const layer = layers.get(name) ?? 0;
    return [name, taken.take(layer, layer, first)];
  };
  const others = names.filter((name) => !spine.includes(name));
  return new Map([...spine.map((name) => take(name, 0)), ...others.map((name) => take(name, 1))]);
}

function placeChannels(
  links: readonly Link[],
  placed: ReadonlyMap<string, PlacedActor>,
): readonly PlacedChannel[] {
  const [taken, gaps] = [new Grid(), new Grid()];
  for (const {layer, row} of placed.values()) taken.take(layer, layer, row);
  return links.flatMap((link): PlacedChannel[] => {
    const [from, to] = [placed.get(link.from), placed.get(link.to)];
    if (from === undefined || to === undefined) return [];
    return [placeChannel(link.name, from, to, taken, gaps)];
  });
}

/** The rows that are taken in each layer, or in each gap between layers. */
class Grid {
  readonly #taken = new Set<string>();

  isFree(from: number, to: number, row: number): boolean {
    for (let layer = from; layer <= to; layer++) {
      if (this.#taken.has(`${layer} ${row}`)) return false;
    }
    return true;
  }

  /** Takes the first row from `first` on that is free in the layers `from` to `to`. */
  take(from: number, to: number, first: number): number {
    let row = first;
    while (!this.isFree(from, to, row)) row++;
    for (let layer = from; layer <= to; layer++) this.#taken.add(`${layer} ${row}`);
    return row;
  }
}

function placeChannel(
  name: string,
  from: PlacedActor,
  to: PlacedActor,
  actors: Grid,
  gaps: Grid,
): PlacedChannel {
  const [first, last] = [Math.min(from.layer, to.layer), Math.max(from.layer, to.layer)];
  const gap = Math.max(first, last - 1);
  // The row of either end, of which the lower one leaves the shorter way.
  let row = Math.max(from.row, to.row);
  const isFree = () => gaps.isFree(first, gap, row) && actors.isFree(first + 1, last - 1, row);
  while (!isFree()) row++;
  gaps.take(first, gap, row);
  if (last - first > 1) actors.take(first + 1, last - 1, row);
  return {name, from, to, gap, row};
}

/** Returns the layer of each actor: the longest way to it, channels of cycles left out. */
function findLayers(names: readonly string[], links: readonly Link[]): Map<string, number> {
  const forward = withoutCycles(names, links);
  const layers = new Map(names.map((name) => [name, 0]));
  for (let round = 0; round < names.length; round++) {
    for (const {from, to} of forward) {
      layers.set(to, Math.max(layers.get(to) ?? 0, (layers.get(from) ?? 0) + 1));
    }
  }
  // An actor without inputs stands directly before those that it sends to.
  for (const name of names) {
    if (forward.some(({to}) => to === name)) continue;
    const receivers = forward.filter(({from}) => from === name).map(({to}) => layers.get(to) ?? 0);
    if (receivers.length > 0) layers.set(name, Math.min(...receivers) - 1);
  }
  return layers;
}

function withoutCycles(names: readonly string[], links: readonly Link[]): readonly Link[] {
  const kept: Link[] = [];
  const reaches = (from: string, to: string): boolean =>
    from === to || kept.some((link) => link.from === from && reaches(link.to, to));
  for (const link of links) {
    const isKnown = names.includes(link.from) && names.includes(link.to);
    if (isKnown && !reaches(link.to, link.from)) kept.push(link);
  }
  return kept;
}

/** Returns the actors that the throughput passes, from the first one to the last one. */
function findSpine(
  links: readonly Link[],
  throughput: string,
  layers: ReadonlyMap<string, number>,
): readonly string[] {
  const start = links.find(({name}) => name === throughput) ?? links[0];
  if (start === undefined) return [...layers.keys()].slice(0, 1);
  const layerOf = (name: string) => layers.get(name) ?? 0;
  const spine = [start.from, start.to];
  for (;;) {
    const [head = ''] = spine;
    const before = links.find(
      ({from, to}) => to === head && layerOf(from) < layerOf(head) && !spine.includes(from),
    );
    if (before === undefined) break;
    spine.unshift(before.from);
  }
  for (;;) {
    const tail = spine.at(-1) ?? '';
    const after = links.find(
      ({from, to}) => from === tail && layerOf(to) > layerOf(tail) && !spine.includes(to),
    );
    if (after === undefined) return spine;
    spine.push(after.to);
  }
}
