/**
 * Lanes: a pipeline several times side by side. The graph of a run with lanes is the definition's
 * graph once per lane, with the shared actors only once. Everything that runs works on that graph;
 * reports use the names of the definition.
 */
import {lanesMax} from '../base/limits.ts';
import {
  type ChannelSpec,
  createGraph,
  type Graph,
  type Lane,
  lookUp,
  mapNames,
  namesOf,
} from './graph.ts';
import type {PipelineData, PipelineShape} from './types.ts';

/** What decides about the graph of a run. */
export interface GraphShape {
  readonly capacityMessages: number;
  /** The number of threads of a lane; `undefined` for the definition's first grouping. */
  readonly threads?: number | undefined;
  /** @default 1 */
  readonly lanes?: number;
}

/** Creates the graph of a run with its lanes. */
export function createLanes(data: PipelineData, shape: GraphShape): Graph {
  const graph = createGraph(data, shape.capacityMessages, shape.threads);
  const {lanes = 1} = shape;
  return lanes === 1 ? graph : expand(graph, lanes);
}

// lesson: lanes
function expand(graph: Graph, count: number): Graph {
  const isShared = (actor: string) => isSharedActor(graph.data, actor);
  const lanes = Array.from({length: count}, (_, lane): Lane => {
    const own = (name: string) => `${name}-${lane}`;
    return {
      actors: mapNames(graph.actors, (name) => (isShared(name) ? name : own(name))),
      channels: mapNames(namesOf(graph.channels), own),
      threads: graph.threads.map((actors) =>
        actors.filter((name) => lane === 0 || !isShared(name)),
      ),
    };
  });
  const entries = lanes.flatMap((lane) =>
    lane.threads.flatMap((actors, entry) =>
      actors.length === 0 ? [] : [{entry, actors: actors.map((name) => lookUp(lane.actors, name))}],
    ),
  );
  const inLane = (spec: ChannelSpec, {actors, channels}: Lane): ChannelSpec => ({
    ...spec,
    name: lookUp(channels, spec.name),
    from: lookUp(actors, spec.from),
    to: lookUp(actors, spec.to),
  });
  const inLanes = (specs: readonly ChannelSpec[]) =>
    lanes.flatMap((lane) => specs.map((spec) => inLane(spec, lane)));
  const definedNames = lanes.flatMap(({actors}) =>
    Object.entries(actors).map(([defined, name]) => [name, defined]),
  );
  const asSum = (spec: ChannelSpec): ChannelSpec => ({
    ...spec,
    capacityMessages: spec.capacityMessages * count,
  });
  return {
    ...graph,
    base: {...graph, channels: graph.channels.map(asSum)},
    lanes,
    definedNames: Object.fromEntries(definedNames),
    actors: [...new Set(lanes.flatMap(({actors}) => Object.values(actors)))],
    channels: inLanes(graph.channels),
    throughput: inLanes(graph.throughput),
    threads: entries.map(({actors}) => actors),
    threadEntries: entries.map(({entry}) => entry),
    threadsMax: Math.max(
      ...graph.data.threads.map((grouping) => countThreads(graph.data, grouping, count)),
    ),
  };
}

/** Whether there is only one of an actor, however many lanes there are. */
export function isSharedActor({lanes}: PipelineData, actor: string): boolean {
  return lanes?.shared?.includes(actor) ?? false;
}

/**
 * Returns the number of lanes that gives each core one.
 * @param cores cores that the process may use; a fraction under a quota
 */
export function lanePerCore(cores: number): number {
  return Math.max(1, Math.min(lanesMax, Math.floor(cores)));
}

/** Returns the number of threads of all lanes together. */
export function countAllThreads(data: PipelineData, {threads, lanes}: PipelineShape): number {
  const grouping = data.threads.find(({length}) => length === threads) ?? [];
  return countThreads(data, grouping, lanes);
}

function countThreads(
  data: PipelineData,
  grouping: ReadonlyArray<readonly string[]>,
  lanes: number,
): number {
  const own = grouping.filter((actors) => actors.some((name) => !isSharedActor(data, name)));
  return grouping.length + (lanes - 1) * own.length;
}
