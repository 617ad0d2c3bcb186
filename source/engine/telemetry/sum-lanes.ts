import {mapNames} from '../definition/graph.ts';
import {isSharedActor} from '../definition/lanes.ts';
import type {PipelineData} from '../definition/types.ts';
import {actorStates} from '../memory/layout.ts';
import type {ActorReading, ChannelReading, LaneReading, StateReading} from './reading.ts';
import {sum} from './statistics.ts';

/**
 * Sums the readings of all lanes. The times of an actor are the means over its lanes, so that its
 * shares of the time stay shares. Pure.
 * @param lanes one reading or more; the reading of a single lane is returned as it is
 */
export function sumLanes(data: PipelineData, lanes: readonly LaneReading[]): LaneReading {
  const [first] = lanes as readonly [LaneReading, ...LaneReading[]];
  if (lanes.length === 1) return first;
  const all = <Part>(kind: 'states' | 'actors' | 'channels' | 'histograms', name: string) =>
    lanes.map((lane) => lane[kind][name] as Part);
  const ofActors = <Part>(kind: 'states' | 'actors', add: (parts: readonly Part[]) => Part) =>
    mapNames(Object.keys(first.actors), (name) => {
      const parts = all<Part>(kind, name);
      return isSharedActor(data, name) ? (parts[0] as Part) : add(parts);
    });
  return {
    states: ofActors<StateReading>('states', sumStates),
    actors: ofActors<ActorReading>('actors', sumActors),
    channels: mapNames(Object.keys(first.channels), (name) => sumChannels(all('channels', name))),
    histograms: mapNames(Object.keys(first.histograms), (name) =>
      sumCounts(all('histograms', name)),
    ),
    // A pipeline with lanes has no edges.
    edges: first.edges,
    latencyCounts: sumCounts(lanes.map(({latencyCounts}) => latencyCounts)),
  };
}

function sumStates(states: readonly StateReading[]): StateReading {
  const [first] = states as readonly [StateReading];
  return mapNames(Object.keys(first), (field) => {
    const values = states.map((state) => state[field] ?? 0);
    if (typeof first[field] === 'number') return sum(values.map(Number));
    return [...sumCounts(values as ReadonlyArray<readonly number[]>)];
  }) as StateReading;
}

function sumActors(actors: readonly ActorReading[]): ActorReading {
  const [first] = actors as readonly [ActorReading];
  const mean = (value: (actor: ActorReading) => number) => sum(actors.map(value)) / actors.length;
  const order = (actor: ActorReading) => actorStates.indexOf(actor.state);
  return {
    state: actors.reduce((least, actor) => (order(actor) < order(least) ? actor : least)).state,
    busyMs: mean(({busyMs}) => busyMs),
    waitMs: mapNames(Object.keys(first.waitMs), (kind) => mean(({waitMs}) => waitMs[kind] ?? 0)),
    waitingFor: first.waitingFor,
    batches: sum(actors.map(({batches}) => batches)),
    batchSizeCounts: Uint32Array.from(sumCounts(actors.map((actor) => actor.batchSizeCounts))),
  };
}

function sumChannels(channels: readonly ChannelReading[]): ChannelReading {
  const total = (value: (channel: ChannelReading) => number) => sum(channels.map(value));
  return {
    sent: total(({sent}) => sent),
    received: total(({received}) => received),
    fillMessages: total(({fillMessages}) => fillMessages),
    highWaterMessages: total(({highWaterMessages}) => highWaterMessages),
    fillCounts: sumCounts(channels.map(({fillCounts}) => fillCounts)),
  };
}

function sumCounts(counts: ReadonlyArray<ArrayLike<number>>): Float64Array {
  const sums = Float64Array.from(counts[0] ?? []);
  for (const other of counts.slice(1)) {
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (other[i] ?? 0);
  }
  return sums;
}
