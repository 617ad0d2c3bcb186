/**
 * The report of an edge to the outside, as numbers in the shared memory. The edge's actor writes
 * them, and the main thread reads them. The engine does not know what is at the other end.
 */

import type {EdgeReading} from '../definition/edge.ts';

/** The numbers of a report, in their order in memory. All are 0 at the start. */
const words = [
  'batches',
  'capacityBatches',
  'roundTripMs',
  'refused',
  'lostAtMs',
  'fullLane',
  'unreadLane',
] as const;

type Word = (typeof words)[number];

/** The number of 64-bit floats of a report. */
export const edgeWords = words.length;

/** Share of a new round trip in the reported mean. */
const roundTripShare = 0.1;

/** Reads the report of an edge, which begins at `index`. */
export function readEdge(f64: Float64Array, index: number): EdgeReading {
  const entries = words.map((word, offset) => [word, f64[index + offset] ?? 0] as const);
  return Object.fromEntries(entries) as Record<Word, number>;
}

/** The report of an edge, as its actor writes it. Used by the actor's thread only. */
export class EdgeCells {
  readonly #f64: Float64Array<ArrayBufferLike>;
  readonly #index: number;

  /** By default, the report is in memory of its own, which nobody reads. */
  constructor(f64: Float64Array = new Float64Array(edgeWords), index = 0) {
    this.#f64 = f64;
    this.#index = index;
  }

  set batches(count: number) {
    this.#set('batches', count);
  }

  set capacityBatches(count: number) {
    this.#set('capacityBatches', count);
  }

  set lostAtMs(ms: number) {
    this.#set('lostAtMs', ms);
  }

  countRefused(): void {
    this.#set('refused', this.#get('refused') + 1);
  }

  countRoundTrip(ms: number): void {
    const mean = this.#get('roundTripMs');
    this.#set('roundTripMs', mean + (ms - mean) * (mean === 0 ? 1 : roundTripShare));
  }

  /**
   * Reports which lane has no room.
   * @param lane index of the lane; -1 for none
   * @param isRead whether somebody takes from it
   */
  setFullLane(lane: number, isRead: boolean): void {
    this.#set('fullLane', lane + 1);
    this.#set('unreadLane', isRead ? 0 : lane + 1);
  }

  #get(word: Word): number {
    return this.#f64[this.#index + words.indexOf(word)] ?? 0;
  }

  #set(word: Word, value: number): void {
    this.#f64[this.#index + words.indexOf(word)] = value;
  }
}
