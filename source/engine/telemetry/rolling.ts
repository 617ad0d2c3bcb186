import {type ActorName, actorNames, type ChannelSpec, type Graph, threadOf} from '../graph.ts';
import type {Reading} from './reading.ts';
import type {RollingActor, RollingChannel, RollingReport} from './snapshot.ts';
import {countsSince, fillMean, fillPercentile, perSecond, share} from './statistics.ts';

/**
 * Reports the rolling window: the activity of each channel and each actor between two readings.
 * Pure.
 * @param to a later reading than `from`
 */
export function rollingReport(graph: Graph, from: Reading, to: Reading): RollingReport {
  return {
    seconds: spanMs(from, to) / 1_000,
    channels: graph.channels.map((spec) => rollingChannel(spec, from, to)),
    actors: actorNames.map((name) => rollingActor(name, graph, from, to)),
  };
}

function rollingChannel(spec: ChannelSpec, from: Reading, to: Reading): RollingChannel {
  const reading = to.channels[spec.name];
  const counts = countsSince(from.channels[spec.name].fillCounts, reading.fillCounts);
  // Without a batch in the window, the present fill is the fill of the whole window.
  const fill = reading.fillMessages / spec.capacityMessages;
  return {
    name: spec.name,
    from: spec.from,
    to: spec.to,
    perSecond: perSecond(received(spec, to) - received(spec, from), spanMs(from, to) / 1_000),
    fillMean: fillMean(counts) ?? fill,
    fillP80: fillPercentile(counts, 0.8) ?? fill,
  };
}

function received({name}: ChannelSpec, {records}: Reading): number {
  const {worker, logger} = records;
  return {values: worker.received, results: logger.received, beats: worker.beats}[name];
}

function rollingActor(name: ActorName, graph: Graph, from: Reading, to: Reading): RollingActor {
  const thread = threadOf(graph, name);
  const busyMs = (actor: ActorName) => to.actors[actor].busyMs - from.actors[actor].busyMs;
  const load = share(busyMs(name), spanMs(from, to));
  // A thread that has run has used processor time. Zero means that the system does not report it.
  if ((to.threadsCpuMs[thread] ?? 0) === 0) return {name, load, cpuCores: load, cpuFrom: 'busy'};
  const cpuMs = (to.threadsCpuMs[thread] as number) - (from.threadsCpuMs[thread] as number);
  const members = graph.threads[thread] ?? [];
  const allBusyMs = members.reduce((sum, member) => sum + busyMs(member), 0);
  const part = allBusyMs > 0 ? busyMs(name) / allBusyMs : 1 / members.length;
  return {name, load, cpuCores: share(cpuMs * part, spanMs(from, to)), cpuFrom: 'processor'};
}

function spanMs(from: Reading, to: Reading): number {
  return to.atMs - from.atMs;
}
