import {type ChannelSpec, type Graph, lookUp, threadOf} from '../definition/graph.ts';
import type {ActorReport} from '../snapshot/types.ts';
import type {ReadingHistory} from './history.ts';
import type {Reading} from './reading.ts';
import {countsSince, share, sizePercentiles, sum} from './statistics.ts';
import type {Stopwatch} from './stopwatch.ts';

/** What the report of an actor follows from. */
export interface ActorInputs {
  readonly graph: Graph;
  readonly facts: {readonly restarts: Readonly<Record<string, number>>};
  readonly history: ReadingHistory;
  /** The reading at the start of the run. */
  readonly first: Reading;
  readonly stopwatch: Stopwatch;
}

/** Reports an actor over the run and the last second. Pure. */
export function actorReport(name: string, inputs: ActorInputs): ActorReport {
  const {graph, facts, history, first, stopwatch} = inputs;
  const {now, recent} = history;
  const [start, was, is] = [first, recent, now].map(({actors}) => lookUp(actors, name)) as [
    Reading['actors'][string],
    Reading['actors'][string],
    Reading['actors'][string],
  ];
  const elapsedMs = now.atMs - recent.atMs;
  const thread = threadOf(graph, name);
  const busyMs = is.busyMs - start.busyMs;
  const byKind = (value: (kind: string) => number) =>
    Object.fromEntries(graph.waitKinds.map((kind) => [kind, value(kind)]));
  const since = (before: typeof is, kind: string) =>
    lookUp(is.waitMs, kind) - lookUp(before.waitMs, kind);
  return {
    name,
    thread: thread + 1,
    busySeconds: busyMs / 1_000,
    waitSeconds: byKind((kind) => since(start, kind) / 1_000),
    busyNow: share(is.busyMs - was.busyMs, elapsedMs),
    busyRatio: share(busyMs, stopwatch.activeSeconds * 1_000),
    waitsNow: byKind((kind) => share(since(was, kind), elapsedMs)),
    batches: is.batches,
    meanBatch: is.batches > 0 ? messagesOf(graph, name, now) / is.batches : 0,
    batchNow: sizePercentiles(countsSince(was.batchSizeCounts, is.batchSizeCounts)),
    restarts: facts.restarts[name] ?? 0,
  };
}

/** The messages that an actor processed: all received or all sent, without beats if possible. */
function messagesOf({data, channels}: Graph, actor: string, reading: Reading): number {
  const count = (isOwn: (spec: ChannelSpec) => boolean, end: 'sent' | 'received') =>
    sum(channels.filter(isOwn).map(({name}) => lookUp(reading.channels, name)[end]));
  const isBeat = ({name}: ChannelSpec) => name === data.beat?.channel;
  const received = count((spec) => spec.to === actor && !isBeat(spec), 'received');
  return Math.max(
    received,
    count(({from}) => from === actor, 'sent'),
  );
}
