/**
 * An edge of the pipeline to the outside: an actor that sends to other processes, or receives from
 * them. The actor reports on it in `ActorContext.edge`, and views show it as a pipe.
 */
export interface EdgeData {
  readonly actor: string;
  /** `out`: the actor sends. `in`: the actor receives. */
  readonly direction: 'in' | 'out';
  /** The channel whose messages go over the edge: one of the actor's. */
  readonly channel: string;
  /** What is at the other end, in a word or two: `workers`. */
  readonly peer: string;
}

/** The report of an edge at one moment. */
export interface EdgeReading {
  /** Batches that are between the two ends, and those that there is room for. */
  readonly batches: number;
  readonly capacityBatches: number;
  /** Milliseconds from a request to its answer, as a moving mean; 0 before the first. */
  readonly roundTripMs: number;
  /** Batches that found no room and were sent again. */
  readonly refused: number;
  /** Milliseconds of the run's clock since there is no connection; 0 while there is one. */
  readonly lostAtMs: number;
  /** The lane, from 1, that has no room and so holds up the actor; 0 for none. */
  readonly fullLane: number;
  /** The same lane if nobody takes from it; 0 otherwise. */
  readonly unreadLane: number;
}
