/**
 * The graph of one run: a definition's data with the run's capacity and grouping filled in. Memory
 * planning, threads, telemetry and the views all read it. Nothing here runs.
 */
import {assert} from '../base/errors.ts';
import {wordBytes} from '../base/limits.ts';
import type {ActorData, PipelineData} from './types.ts';

/** A channel of a graph, complete. */
export interface ChannelSpec {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly capacityMessages: number;
  readonly messageBytes: number;
  /** The kind of wait of a receiver without messages. */
  readonly wait: string;
}

/** The graph of one run. */
export interface Graph {
  readonly data: PipelineData;
  /** The names of the actors, in the order of reports. */
  readonly actors: readonly string[];
  readonly channels: readonly ChannelSpec[];
  /** The channels whose received messages are the throughput. */
  readonly throughput: readonly ChannelSpec[];
  /** A thread runs the actors of one entry, in this order. */
  readonly threads: ReadonlyArray<readonly string[]>;
  /** The number of threads of the grouping with the most threads. */
  readonly threadsMax: number;
  /**
   * The kinds of conditions that actors wait for. A code in memory is the index in this list plus
   * one. The code 0 means that the actor does not wait: it works.
   */
  readonly waitKinds: readonly string[];
}

/**
 * Creates the graph of a run.
 * @param capacityMessages capacity of the channels without one of their own, a power of two
 * @param threads number of threads; `undefined` for the definition's first grouping
 */
export function createGraph(data: PipelineData, capacityMessages: number, threads?: number): Graph {
  const channels = Object.entries(data.channels).map(([name, channel]) => ({
    capacityMessages,
    messageBytes: wordBytes,
    wait: 'input',
    ...channel,
    name,
  }));
  const grouping = data.threads.find(({length}) => length === threads) ?? data.threads[0];
  assert(grouping !== undefined, 'a definition has a grouping');
  const isAsync = Object.values(data.actors).some((actor) => actor.isAsync);
  const waits = channels.map(({wait}) => wait).filter((wait) => wait !== 'input');
  return {
    data,
    actors: Object.keys(data.actors),
    channels,
    throughput: channels.filter(({name}) => [data.throughput].flat().includes(name)),
    threads: grouping,
    threadsMax: Math.max(...data.threads.map(({length}) => length)),
    waitKinds: [
      ...new Set(['input', 'room', ...waits, 'schedule', ...(isAsync ? ['outside'] : []), 'pause']),
    ],
  };
}

/** Returns the data of an actor. */
export function actorData({data}: Graph, actor: string): ActorData {
  return lookUp(data.actors, actor);
}

/** Returns the first channel of the throughput. */
export function throughputChannel({throughput}: Graph): ChannelSpec {
  const [channel] = throughput;
  assert(channel !== undefined, 'the throughput is a channel');
  return channel;
}

/** Returns the channel of that name. */
export function channelOf({channels}: Graph, name: string): ChannelSpec {
  const channel = channels.find((candidate) => candidate.name === name);
  assert(channel !== undefined, `the graph has the channel ${name}`);
  return channel;
}

/** Returns the channels of which the actor holds an end, in the order of the definition. */
export function channelsOf({channels}: Graph, actor: string): readonly ChannelSpec[] {
  return channels.filter(({from, to}) => from === actor || to === actor);
}

/** Returns the index into `graph.threads` of the thread that runs `actor`. */
export function threadOf({threads}: Graph, actor: string): number {
  return threads.findIndex((actors) => actors.includes(actor));
}

/** Formats the names of a thread's actors, such as `source and clock`. */
export function formatActors({threads}: Graph, thread: number): string {
  return threads[thread]?.join(' and ') ?? '';
}

/** Returns the value of a name that the record has. */
export function lookUp<Value>(record: Readonly<Record<string, Value>>, name: string): Value {
  const value = record[name];
  assert(value !== undefined, `${name} is known`);
  return value;
}

/** Creates a record with a value for each name. */
export function mapNames<Value>(
  names: readonly string[],
  create: (name: string) => Value,
): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, create(name)]));
}
