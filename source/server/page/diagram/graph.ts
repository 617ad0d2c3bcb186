/**
 * Arranges a pipeline on a grid, from its definition alone: actors in layers along the flow, and
 * channels on rows between them. Pure.
 *
 * The chain of actors that the throughput passes has the first row. Side inputs follow below. A
 * channel that leads over several layers gets a row that is free in all of them.
 */
import type {Snapshot} from '../../../engine/index.ts';

/** An actor on the grid. `layer` counts along the flow and `row` across it. */
export interface PlacedActor {
  readonly name: string;
  readonly layer: number;
  readonly row: number;
}

/** A channel on the grid: it runs on `row`, and its pipe is in the gap after the layer `gap`. */
export interface PlacedChannel {
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

type Edge = Pick<Snapshot['channels'][number], 'name' | 'from' | 'to'>;

/** Arranges the actors and channels of a Snapshot. */
export function placeGraph({actors, channels, pipeline}: Snapshot): PlacedGraph {
  const names = actors.map(({name}) => name);
  const layers = findLayers(names, channels);
  const spine = findSpine(channels, pipeline.throughput, layers);
  const taken = new Grid();
  const rowOf = new Map(
    spine.map((name) => [name, taken.take(layers.get(name) ?? 0, layers.get(name) ?? 0, 0)]),
  );
  for (const name of names) {
    if (rowOf.has(name)) continue;
    const layer = layers.get(name) ?? 0;
    rowOf.set(name, taken.take(layer, layer, 1));
  }
  const placed = new Map(
    names.map((name) => [name, {name, layer: layers.get(name) ?? 0, row: rowOf.get(name) ?? 0}]),
  );
  const gaps = new Grid();
  const placedChannels = channels.flatMap((edge): PlacedChannel[] => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    return [placeChannel(edge.name, from, to, taken, gaps)];
  });
  const all = [...placed.values(), ...placedChannels];
  return {
    layers: Math.max(0, ...[...placed.values()].map(({layer}) => layer)) + 1,
    rows: Math.max(0, ...all.map(({row}) => row)) + 1,
    actors: [...placed.values()],
    channels: placedChannels,
  };
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
function findLayers(names: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const forward = withoutCycles(names, edges);
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

function withoutCycles(names: readonly string[], edges: readonly Edge[]): readonly Edge[] {
  const kept: Edge[] = [];
  const reaches = (from: string, to: string): boolean =>
    from === to || kept.some((edge) => edge.from === from && reaches(edge.to, to));
  for (const edge of edges) {
    const isKnown = names.includes(edge.from) && names.includes(edge.to);
    if (isKnown && !reaches(edge.to, edge.from)) kept.push(edge);
  }
  return kept;
}

/** Returns the actors that the throughput passes, from the first one to the last one. */
function findSpine(
  edges: readonly Edge[],
  throughput: string,
  layers: ReadonlyMap<string, number>,
): readonly string[] {
  const start = edges.find(({name}) => name === throughput) ?? edges[0];
  if (start === undefined) return [...layers.keys()].slice(0, 1);
  const layerOf = (name: string) => layers.get(name) ?? 0;
  const spine = [start.from, start.to];
  for (;;) {
    const [head = ''] = spine;
    const before = edges.find(
      ({from, to}) => to === head && layerOf(from) < layerOf(head) && !spine.includes(from),
    );
    if (before === undefined) break;
    spine.unshift(before.from);
  }
  for (;;) {
    const tail = spine.at(-1) ?? '';
    const after = edges.find(
      ({from, to}) => from === tail && layerOf(to) > layerOf(tail) && !spine.includes(to),
    );
    if (after === undefined) return spine;
    spine.push(after.to);
  }
}
