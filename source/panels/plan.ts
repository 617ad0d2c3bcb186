/**
 * Plans the diagram of any pipeline: actors in layers from left to right, in bands from top to
 * bottom, and the routes of channels between them. Pure, and independent of sizes.
 */
import type {Snapshot} from '../engine/index.ts';
import {findMainPath} from './main-path.ts';

/** The place of an actor. */
export interface Place {
  readonly actor: string;
  /** From 0, at the left. */
  readonly layer: number;
  /** From 0, at the top, where the counted messages flow. */
  readonly band: number;
}

/** The way of a channel between two layers. */
export interface Route {
  /** The index of the channel in the Snapshot. */
  readonly channel: number;
  readonly from: Place;
  readonly to: Place;
  /** The band in which the channel runs: the lower one of its ends. */
  readonly band: number;
  /** `up` ends below its receiver, `down` begins below its sender. */
  readonly kind: 'straight' | 'up' | 'down';
}

/** The place of an edge to other processes, beside the diagram. */
export interface EdgePlace {
  /** The index of the edge in the Snapshot. */
  readonly edge: number;
  readonly at: Place;
}

/** The diagram of a pipeline. */
export interface Plan {
  readonly layers: number;
  readonly bands: number;
  readonly places: readonly Place[];
  readonly routes: readonly Route[];
  /** The edges that can leave at the right or enter at the left; empty if one of them cannot. */
  readonly edges: readonly EdgePlace[];
}

type Graph = Pick<Snapshot, 'channels' | 'actors' | 'pipeline' | 'beat' | 'edges'>;

/** Returns the plan of a pipeline; `undefined` if its channels would cross or run backwards. */
export function planDiagram(snapshot: Graph): Plan | undefined {
  const layers = assignLayers(snapshot);
  if (layers === undefined) return undefined;
  const places = assignBands(snapshot, layers);
  const placeOf = (actor: string) => places.find((place) => place.actor === actor);
  const routes: Route[] = [];
  for (const [channel, {from, to}] of snapshot.channels.entries()) {
    const route = createRoute(channel, placeOf(from), placeOf(to));
    if (route === undefined || !isFree(route, routes, places)) return undefined;
    routes.push(route);
  }
  const layerCount = Math.max(0, ...places.map(({layer}) => layer)) + 1;
  return {
    layers: layerCount,
    bands: Math.max(0, ...places.map(({band}) => band)) + 1,
    places,
    routes,
    edges: placeEdges(snapshot, layerCount, placeOf),
  };
}

/** Edges leave from the last layer and enter at the first one. */
function placeEdges(
  {edges}: Graph,
  layers: number,
  placeOf: (actor: string) => Place | undefined,
): readonly EdgePlace[] {
  const found = edges.flatMap(({actor, direction}, edge): EdgePlace[] => {
    const at = placeOf(actor);
    const isBeside = at?.layer === (direction === 'out' ? layers - 1 : 0);
    return at !== undefined && isBeside ? [{edge, at}] : [];
  });
  return found.length === edges.length ? found : [];
}

/** Returns the layer of each actor: as far right as its inputs need; `undefined` with a cycle. */
function assignLayers({actors, channels}: Graph): ReadonlyMap<string, number> | undefined {
  const layers = new Map(actors.map(({name}) => [name, 0]));
  for (let round = 0; round <= actors.length; round++) {
    let hasMoved = false;
    for (const {from, to} of channels) {
      const [sender, receiver] = [layers.get(from), layers.get(to)];
      if (sender === undefined || receiver === undefined) return undefined;
      if (receiver > sender) continue;
      layers.set(to, sender + 1);
      hasMoved = true;
    }
    if (!hasMoved) return moveSources(layers, channels);
  }
  return undefined;
}

/** Moves actors without inputs next to their receivers. */
function moveSources(layers: Map<string, number>, channels: Graph['channels']) {
  for (const [actor, layer] of layers) {
    if (layer > 0) continue;
    const receivers = channels.filter(({from}) => from === actor);
    if (receivers.length === 0) continue;
    layers.set(actor, Math.min(...receivers.map(({to}) => layers.get(to) ?? 1)) - 1);
  }
  return layers;
}

/** Stacks the actors of each layer, those on the way of the counted messages at the top. */
function assignBands(snapshot: Graph, layers: ReadonlyMap<string, number>): readonly Place[] {
  const path = findMainPath(snapshot);
  const onPath = new Set(path.flatMap(({from, to}) => [from, to]));
  const names = snapshot.actors.map(({name}) => name);
  const ordered = [
    ...names.filter((name) => onPath.has(name)),
    ...names.filter((name) => !onPath.has(name)),
  ];
  const heights = new Map<number, number>();
  return ordered.map((actor) => {
    const layer = layers.get(actor) ?? 0;
    const band = heights.get(layer) ?? 0;
    heights.set(layer, band + 1);
    return {actor, layer, band};
  });
}

function createRoute(channel: number, from?: Place, to?: Place): Route | undefined {
  if (from === undefined || to === undefined || to.layer !== from.layer + 1) return undefined;
  const kind = from.band === to.band ? 'straight' : from.band > to.band ? 'up' : 'down';
  return {channel, from, to, band: Math.max(from.band, to.band), kind};
}

/** Whether a route meets neither another route nor an actor. */
function isFree(route: Route, routes: readonly Route[], places: readonly Place[]): boolean {
  const {from, to, band, kind} = route;
  const meets = routes.some(
    (other) =>
      other.from.layer === from.layer &&
      (other.band === band ||
        (kind !== 'straight' && other.kind === kind && bendOf(other) === bendOf(route))),
  );
  if (meets) return false;
  if (kind === 'straight') return true;
  const [layer, top] = kind === 'up' ? [to.layer, to.band] : [from.layer, from.band];
  return !places.some((place) => place.layer === layer && place.band > top && place.band <= band);
}

function bendOf({kind, from, to}: Route): string {
  return kind === 'up' ? to.actor : from.actor;
}
