/**
 * Finds the bottleneck of a pipeline from the actors' wait times. It does not guess from rates.
 *
 * The search begins at the actor that sends the throughput. An actor that hardly waits is the
 * bottleneck. Otherwise its longest wait names the neighbour that delays it. A neighbour that is
 * busy is the bottleneck, and one that waits for a third actor continues the search. Two neighbours
 * that wait for each other are limited by the hand-over between their threads.
 */
import {type ChannelSpec, type Graph, lookUp, throughputChannel} from '../definition/graph.ts';
import type {Settings} from '../definition/types.ts';
import type {Limit} from '../snapshot/types.ts';
import type {Reading} from './reading.ts';
import {busyMsBetween} from './rolling.ts';

/** An actor that waits for less than this share of the time is the bottleneck. */
const waitingMin = 0.15;
/** A neighbour that is busy for less than this share of the time does not delay others. */
const busyMin = 0.5;
/** The least running time from which a bottleneck is derived. */
const elapsedMinMs = 300;
/** Above this busy share of the cores, a longer wait for a neighbour means that it had no core. */
const coresFull = 0.9;

/**
 * Returns the bottleneck between two readings, or `nothing` when `elapsedMs` is below 300 ms.
 * @param cores cores of the machine
 * @param elapsedMs milliseconds that the pipeline ran between the readings
 */
export function findBottleneck(
  graph: Graph,
  from: Reading,
  to: Reading,
  settings: Settings,
  cores: number,
  elapsedMs = to.atMs - from.atMs,
): Limit {
  if (elapsedMs < elapsedMinMs) return {kind: 'nothing', by: 'nothing'};
  const busy = (actor: string) => busyMsBetween(actor, from, to) / elapsedMs;
  const longestWait = (actor: string) => findLongestWait(graph, actor, from, to, elapsedMs);
  const beat = beatLimit(graph, settings);
  let actor = throughputChannel(graph).from;
  const first = longestWait(actor);
  if (beat !== undefined && first.neighbour === beat.by && first.share >= waitingMin) return beat;
  const busyCores = graph.actors.reduce((sum, name) => sum + busy(name), 0);
  if (busyCores > coresFull * cores) return {kind: 'cores', by: 'cores', cores, busyCores};
  if (first.allShares < waitingMin) return {kind: 'actor', by: actor, busy: busy(actor)};
  const visited = new Set([actor]);
  for (;;) {
    const {neighbour} = longestWait(actor);
    if (neighbour === undefined) return {kind: 'actor', by: actor, busy: busy(actor)};
    if (busy(neighbour) >= busyMin) return {kind: 'actor', by: neighbour, busy: busy(neighbour)};
    const wait = longestWait(neighbour);
    const isOnSchedule = wait.neighbour === undefined && wait.share >= waitingMin;
    if (isOnSchedule) return {kind: 'actor', by: neighbour, busy: busy(neighbour)};
    if (wait.neighbour === undefined || visited.has(wait.neighbour)) {
      return {kind: 'handover', by: 'handover', from: neighbour, to: actor, busy: busy(neighbour)};
    }
    visited.add(neighbour);
    actor = neighbour;
  }
}

/** What the schedule of the beats allows; `undefined` without one. */
function beatLimit(
  {data, channels}: Graph,
  {batchMessages, ...settings}: Settings,
): (Limit & {kind: 'beat'}) | undefined {
  const {beat} = data;
  const periodMs = beat === undefined ? 0 : Number(settings[beat.period]);
  const channel = channels.find(({name}) => name === beat?.channel);
  if (channel === undefined || periodMs <= 0) return undefined;
  const beatsPerSecond = 1_000 / periodMs;
  const perSecond = beatsPerSecond * batchMessages;
  return {kind: 'beat', by: channel.from, batchMessages, beatsPerSecond, perSecond};
}

interface Wait {
  /** Share of the time of the longest kind of wait. */
  readonly share: number;
  /** Share of the time that the actor waited for any channel. */
  readonly allShares: number;
  /** The actor at the other end of the channel; `undefined` if that wait is for no channel. */
  readonly neighbour: string | undefined;
}

function findLongestWait(
  graph: Graph,
  actor: string,
  from: Reading,
  to: Reading,
  elapsedMs: number,
): Wait {
  const [was, is] = [lookUp(from.actors, actor).waitMs, lookUp(to.actors, actor).waitMs];
  const waits = graph.waitKinds.map((kind) => ({
    share: (lookUp(is, kind) - lookUp(was, kind)) / elapsedMs,
    neighbours: graph.channels.flatMap((channel) => neighbourFor(channel, actor, kind)),
  }));
  const [longest] = waits.toSorted((one, other) => other.share - one.share);
  const busiest = longest?.neighbours.toSorted(
    (one, other) => busyMsBetween(other, from, to) - busyMsBetween(one, from, to),
  );
  return {
    share: longest?.share ?? 0,
    allShares: waits.reduce((sum, wait) => sum + (wait.neighbours.length > 0 ? wait.share : 0), 0),
    neighbour: busiest?.[0],
  };
}

/** The actor that ends a wait of this kind by its end of the channel; empty for another wait. */
function neighbourFor(channel: ChannelSpec, actor: string, kind: string): readonly string[] {
  if (channel.to === actor && channel.wait === kind) return [channel.from];
  return channel.from === actor && kind === 'room' ? [channel.to] : [];
}
