/**
 * The pipeline's graph as data: the actors, the threads that they share, and the channels between
 * them.
 *
 * Memory planning, threads, telemetry and the views all read this one description. Nothing here
 * runs.
 */
import {beatsCapacityMessages} from './limits.ts';

/** The names of all actors, in the order in which reports list them. */
export const actorNames = ['heartbeat', 'generator', 'worker', 'logger'] as const;
/** The name of an actor. */
export type ActorName = (typeof actorNames)[number];

/** The names of all channels. */
export const channelNames = ['values', 'results', 'beats'] as const;
/** The name of a channel. */
export type ChannelName = (typeof channelNames)[number];

/** An edge of the graph: a ring of `capacityMessages` words with one sender and one receiver. */
export interface ChannelSpec {
  readonly name: ChannelName;
  readonly from: ActorName;
  readonly to: ActorName;
  /** Messages that the ring holds: a power of two, at least 2. */
  readonly capacityMessages: number;
}

/** A pipeline's graph: its threads with their actors, and its channels. */
export interface Graph {
  /**
   * A thread runs the actors of one entry, in this order. Several actors on a thread are a troupe.
   */
  readonly threads: ReadonlyArray<readonly ActorName[]>;
  readonly channels: readonly ChannelSpec[];
}

/**
 * Returns the graph of the FizzBuzz pipeline.
 * @param capacityMessages capacity of both large channels, a power of two
 */
export function fizzBuzzGraph(capacityMessages: number): Graph {
  return {
    // lesson: troupe
    threads: [['heartbeat', 'generator'], ['worker'], ['logger']],
    channels: [
      {name: 'values', from: 'generator', to: 'worker', capacityMessages},
      {name: 'results', from: 'worker', to: 'logger', capacityMessages},
      {name: 'beats', from: 'heartbeat', to: 'worker', capacityMessages: beatsCapacityMessages},
    ],
  };
}

/** Returns the index into `graph.threads` of the thread that runs `actor`. */
export function threadOf(graph: Graph, actor: ActorName): number {
  return graph.threads.findIndex((actors) => actors.includes(actor));
}

/** Formats the names of a thread's actors, such as `heartbeat and generator`. */
export function actorsInWords(graph: Graph, thread: number): string {
  return graph.threads[thread]?.join(' and ') ?? '';
}
