/**
 * The pipeline as data: which actors there are, which of them share a thread, and which channels join them.
 *
 * Memory planning, threads, telemetry and the views all read this one description; nothing here runs.
 */
import {beatsCapacityMessages} from './limits.ts';

export const actorNames = ['heartbeat', 'generator', 'worker', 'logger'] as const;
export type ActorName = (typeof actorNames)[number];

export const channelNames = ['values', 'results', 'beats'] as const;
export type ChannelName = (typeof channelNames)[number];

/** One edge: a ring of `capacityMessages` words with one sender and one receiver. */
export interface ChannelSpec {
  readonly name: ChannelName;
  readonly from: ActorName;
  readonly to: ActorName;
  /** A power of two from 2. */
  readonly capacityMessages: number;
}

export interface Graph {
  /** A thread runs the actors of one entry, in this order; more than one of them is a troupe. */
  readonly threads: ReadonlyArray<readonly ActorName[]>;
  readonly channels: readonly ChannelSpec[];
}

/** The FizzBuzz pipeline with both large channels of `capacityMessages`. */
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

/** Index into `graph.threads` of the thread that runs `actor`. */
export function threadOf(graph: Graph, actor: ActorName): number {
  return graph.threads.findIndex((actors) => actors.includes(actor));
}

/** The actors of a thread, in words. */
export function actorsInWords(graph: Graph, thread: number): string {
  return graph.threads[thread]?.join(' and ') ?? '';
}
