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
  /** The name in the definition. */
  readonly definedName: string;
  readonly from: string;
  readonly to: string;
  readonly capacityMessages: number;
  readonly messageBytes: number;
  /** The kind of wait of a receiver without messages. */
  readonly wait: string;
}

/** The names of one lane in the graph, by their names in the definition. */
export interface Lane {
  readonly actors: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, string>>;
  /** The grouping of the lane's actors, by their names in the definition. Entries can be empty. */
  readonly threads: ReadonlyArray<readonly string[]>;
}

/** The graph of one run. */
export interface Graph {
  readonly data: PipelineData;
  /**
   * The graph of all lanes together, in the names of the definition. Undefined in that graph.
   */
  readonly base?: Graph;
  /** The lanes. With a single one, all names are those of the definition. */
  readonly lanes: readonly Lane[];
  /** Each actor's name in the definition. */
  readonly definedNames: Readonly<Record<string, string>>;
  /** The names of the actors, in the order of reports. */
  readonly actors: readonly string[];
  readonly channels: readonly ChannelSpec[];
  /** The channels whose received messages are the throughput. */
  readonly throughput: readonly ChannelSpec[];
  /** A thread runs the actors of one entry, in this order. */
  readonly threads: ReadonlyArray<readonly string[]>;
  /** The entry of the definition's grouping that each thread runs in its lane. */
  readonly threadEntries: readonly number[];
  /** The number of threads, in all lanes, of the grouping with the most threads. */
  readonly threadsMax: number;
  /**
   * The kinds of conditions that actors wait for. A code in memory is the index in this list plus
   * one. The code 0 means that the actor does not wait: it works.
   */
  readonly waitKinds: readonly string[];
}

/**
 * Creates the graph of one lane, in the names of the definition.
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
    definedName: name,
  }));
  const grouping = data.threads.find(({length}) => length === threads) ?? data.threads[0];
  assert(grouping !== undefined, 'a definition has a grouping');
  const isAsync = Object.values(data.actors).some((actor) => actor.isAsync);
  const waits = channels.map(({wait}) => wait).filter((wait) => wait !== 'input');
  const actors = Object.keys(data.actors);
  const toItself = (names: readonly string[]) => mapNames(names, (name) => name);
  const lane = {
    actors: toItself(actors),
    channels: toItself(Object.keys(data.channels)),
    threads: grouping,
  };
  return {
    data,
    lanes: [lane],
    definedNames: lane.actors,
    actors,
    channels,
    throughput: channels.filter(({name}) => [data.throughput].flat().includes(name)),
    threads: grouping,
    threadEntries: [...grouping.keys()],
    threadsMax: Math.max(...data.threads.map(({length}) => length)),
    waitKinds: [
      ...new Set(['input', 'room', ...waits, 'schedule', ...(isAsync ? ['outside'] : []), 'pause']),
    ],
  };
}

/** Returns the graph of all lanes together, in the names of the definition. */
export function baseOf(graph: Graph): Graph {
  return graph.base ?? graph;
}

/** Returns the data of an actor. */
export function actorData({data, definedNames}: Graph, actor: string): ActorData {
  return lookUp(data.actors, lookUp(definedNames, actor));
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

/** Returns the index into `graph.lanes` of an actor's lane; 0 for a shared actor. */
export function laneOf({lanes}: Graph, actor: string): number {
  return lanes.findIndex(({actors}) => Object.values(actors).includes(actor));
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

/** Returns the names of all channels. */
export function namesOf(channels: readonly ChannelSpec[]): readonly string[] {
  return channels.map(({name}) => name);
}

/** Creates a record with a value for each name. */
export function mapNames<Value>(
  names: readonly string[],
  create: (name: string) => Value,
): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, create(name)]));
}
