import {type ChannelSpec, type Graph, lookUp, threadOf} from '../definition/graph.ts';
import type {RollingActor, RollingChannel, RollingReport} from '../snapshot/types.ts';
import type {Reading} from './reading.ts';
import {countsSince, fillMean, fillPercentile, perSecond, share} from './statistics.ts';

/**
 * Reports the rolling window: the activity of each channel and each actor between two readings.
 * Pure.
 * @param to a later reading than `from`
 */
export function rollingReport(graph: Graph, from: Reading, to: Reading): RollingReport {
  return {
    seconds: (to.atMs - from.atMs) / 1_000,
    channels: graph.channels.map((spec) => rollingChannel(spec, from, to)),
    actors: graph.actors.map((name) => rollingActor(name, graph, from, to)),
  };
}

function rollingChannel(
  {name, from: sender, to: receiver, capacityMessages}: ChannelSpec,
  from: Reading,
  to: Reading,
): RollingChannel {
  const [was, is] = [lookUp(from.channels, name), lookUp(to.channels, name)];
  const counts = countsSince(was.fillCounts, is.fillCounts);
  // Without a batch in the window, the present fill is the fill of the whole window.
  const fill = is.fillMessages / capacityMessages;
  return {
    name,
    from: sender,
    to: receiver,
    perSecond: perSecond(is.received - was.received, (to.atMs - from.atMs) / 1_000),
    fillMean: fillMean(counts) ?? fill,
    fillP80: fillPercentile(counts, 0.8) ?? fill,
  };
}

function rollingActor(name: string, graph: Graph, from: Reading, to: Reading): RollingActor {
  const thread = threadOf(graph, name);
  const elapsedMs = to.atMs - from.atMs;
  const busyMs = (actor: string) => busyMsBetween(actor, from, to);
  const load = share(busyMs(name), elapsedMs);
  // A thread that has run has used processor time. Zero means that the system does not report it.
  if ((to.threadsCpuMs[thread] ?? 0) === 0) return {name, load, cpuCores: load, cpuFrom: 'busy'};
  const cpuMs = (to.threadsCpuMs[thread] as number) - (from.threadsCpuMs[thread] as number);
  const troupe = graph.threads[thread] ?? [];
  const allBusyMs = troupe.reduce((sum, actor) => sum + busyMs(actor), 0);
  const part = allBusyMs > 0 ? busyMs(name) / allBusyMs : 1 / troupe.length;
  return {name, load, cpuCores: share(cpuMs * part, elapsedMs), cpuFrom: 'processor'};
}

/** Returns the milliseconds that an actor worked between two readings. */
export function busyMsBetween(actor: string, from: Reading, to: Reading): number {
  return lookUp(to.actors, actor).busyMs - lookUp(from.actors, actor).busyMs;
}
