/**
 * Finds the bottleneck of a pipeline from the actors' wait times. It does not guess from rates.
 *
 * An actor that is busy and hardly waits for others is the bottleneck: what it delays waits for it.
 * The search begins at the actor that sends the throughput, and follows the longest waits. Two
 * actors that wait for each other are limited by the hand-over between their threads. With more
 * threads than cores, such waits mean that a thread had no core. A container's quota halts all
 * threads at once.
 */
import {type ChannelSpec, type Graph, lookUp, throughputChannel} from '../definition/graph.ts';
import {countAllThreads, isSharedActor} from '../definition/lanes.ts';
import type {Settings} from '../definition/types.ts';
import type {Limit} from '../snapshot/types.ts';
import type {Reading} from './reading.ts';
import {busyMsBetween} from './rolling.ts';
import {share, sum} from './statistics.ts';

/** An actor that waits for others for less than this share of the time is not held up. */
const heldUpMin = 0.15;
/** A neighbour that is busy for less than this share of the time does not delay others. */
const busyMin = 0.5;
/** The least running time from which a bottleneck is derived. */
const elapsedMinMs = 300;
/** With more threads than cores, this busy share of the cores means that threads lack a core. */
const coresFull = 0.9;
/** The same for two actors that wait for each other. They take turns on the cores. */
const coresShared = 0.6;
/** The share of throttled periods from which a quota is the bottleneck. */
const throttledMin = 0.5;
/**
 * The share from which it is the quota, and no other process, that keeps threads from the cores.
 */
const throttledSharedMin = 0.1;

/**
 * Returns the bottleneck between two readings, or `nothing` when `elapsedMs` is below 300 ms.
 * @param cores cores that the process may use
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
  const throttled = throttledShare(from, to);
  const quotaLimit: Limit = {kind: 'quota', by: 'quota', cores, throttled};
  if (throttled >= throttledMin) return quotaLimit;
  const busy = (actor: string) => busyMsBetween(actor, from, to) / elapsedMs;
  const wait = (actor: string) => findLongestWait(graph, actor, from, to);
  const first = wait(throughputChannel(graph).from);
  const beat = beatLimit(graph, settings);
  if (beat !== undefined && first.neighbour === beat.by && first.share >= heldUpMin) return beat;
  // The times of an actor are the means over its lanes.
  const lanesOf = (name: string) => (isSharedActor(graph.data, name) ? 1 : settings.lanes);
  const busyCores = sum(graph.actors.map((name) => busy(name) * lanesOf(name)));
  const coresLimit: Limit =
    throttled >= throttledSharedMin ? quotaLimit : {kind: 'cores', by: 'cores', cores, busyCores};
  const isCrowded = countAllThreads(graph.data, settings) > cores;
  if (isCrowded && busyCores > coresFull * cores) return coresLimit;
  const limit = followWaits(graph, busy, wait);
  const isShared = isCrowded && busyCores > coresShared * cores;
  return limit.kind === 'handover' && isShared ? coresLimit : limit;
}

/** Follows the longest waits, from the actor that sends the throughput, to the bottleneck. */
function followWaits(
  graph: Graph,
  busy: (actor: string) => number,
  wait: (actor: string) => Wait,
): Limit {
  const asLimit = (by: string): Limit => ({kind: 'actor', by, busy: busy(by)});
  let actor = throughputChannel(graph).from;
  if (wait(actor).allShares < heldUpMin) return asLimit(actor);
  const visited = new Set([actor]);
  for (;;) {
    const {neighbour} = wait(actor);
    if (neighbour === undefined) return asLimit(actor);
    const next = wait(neighbour);
    if (busy(neighbour) >= busyMin && next.allShares < heldUpMin) return asLimit(neighbour);
    const isOnSchedule = next.neighbour === undefined && next.share >= heldUpMin;
    if (isOnSchedule) return asLimit(neighbour);
    if (next.neighbour === undefined || visited.has(next.neighbour)) {
      return {kind: 'handover', by: 'handover', from: neighbour, to: actor, busy: busy(neighbour)};
    }
    visited.add(neighbour);
    actor = neighbour;
  }
}

/** The share of the quota's periods in which the process was halted; 0 without a quota. */
function throttledShare({throttling: was}: Reading, {throttling: is}: Reading): number {
  if (was === undefined || is === undefined) return 0;
  return share(is.throttledPeriods - was.throttledPeriods, is.periods - was.periods);
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
  /** Share of the actor's own time, which it worked or waited, of the longest kind of wait. */
  readonly share: number;
  /** Share of that time that the actor waited for any channel. */
  readonly allShares: number;
  /** The actor at the other end of the channel; `undefined` if that wait is for no channel. */
  readonly neighbour: string | undefined;
}

function findLongestWait(graph: Graph, actor: string, from: Reading, to: Reading): Wait {
  const [was, is] = [lookUp(from.actors, actor).waitMs, lookUp(to.actors, actor).waitMs];
  const waitedMs = graph.waitKinds.map((kind) => lookUp(is, kind) - lookUp(was, kind));
  // An actor that shares its thread neither works nor waits while another one has its turn.
  const ownMs = busyMsBetween(actor, from, to) + sum(waitedMs);
  const waits = graph.waitKinds.map((kind, index) => ({
    share: share(waitedMs[index] ?? 0, ownMs),
    neighbours: graph.channels.flatMap((channel) => neighbourFor(channel, actor, kind)),
  }));
  const [longest] = waits.toSorted((one, other) => other.share - one.share);
  const busiest = longest?.neighbours.toSorted(
    (one, other) => busyMsBetween(other, from, to) - busyMsBetween(one, from, to),
  );
  return {
    share: longest?.share ?? 0,
    allShares: sum(waits.map((wait) => (wait.neighbours.length > 0 ? wait.share : 0))),
    neighbour: busiest?.[0],
  };
}

/** The actor that ends a wait of this kind by its end of the channel; empty for another wait. */
function neighbourFor(channel: ChannelSpec, actor: string, kind: string): readonly string[] {
  if (channel.to === actor && channel.wait === kind) return [channel.from];
  return channel.from === actor && kind === 'room' ? [channel.to] : [];
}
