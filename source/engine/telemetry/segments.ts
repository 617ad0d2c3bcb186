/**
 * Segments: the stretches of a run in which its size, its mode and its beat stayed the same.
 *
 * Main thread only. Counts are those between two readings, so messages that were under way at a change of mode or beat are
 * counted to the segment in which the logger counted them; before a change of size the pipeline has drained.
 */

import type {Shape} from '../shape.ts';
import {countsSince, percentiles, perSecond} from './arithmetic.ts';
import {findLimit} from './limit.ts';
import type {Reading} from './reading.ts';
import type {SegmentReport} from './snapshot.ts';

/** Older segments are only counted. */
const keptSegments = 32;
/** A shape that was left again sooner, on the way to another, is counted to the segment that follows. */
const shortestSeconds = 0.2;

export class Segments {
  readonly #cores: number;
  #closed: readonly SegmentReport[] = [];
  #forgotten = 0;
  #shape: Shape;
  #before: Shape;
  #from: Reading;
  #fromSeconds = 0;

  /** @param cores cores of the machine */
  constructor(shape: Shape, from: Reading, cores: number) {
    this.#shape = shape;
    this.#before = shape;
    this.#from = from;
    this.#cores = cores;
  }

  get shape(): Shape {
    return this.#shape;
  }

  /** Segments that were too many to be kept. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The shape before the present segment; of the first one, its own. */
  get before(): Shape {
    return this.#before;
  }

  /**
   * Another shape begins at `now`, after so many seconds of running.
   * @returns whether it has a segment of its own; else the present one goes on with it
   */
  begin(shape: Shape, now: Reading, activeSeconds: number): boolean {
    const left = this.#shape;
    this.#shape = shape;
    if (activeSeconds - this.#fromSeconds < shortestSeconds) return false;
    this.#before = left;
    const closed = [...this.#closed, this.#reportOf(left, now, activeSeconds)];
    this.#closed = closed.slice(-keptSegments);
    this.#forgotten += closed.length - this.#closed.length;
    this.#from = now;
    this.#fromSeconds = activeSeconds;
    return true;
  }

  /** The segments up to `now`, the present one last. */
  report(now: Reading, activeSeconds: number): readonly SegmentReport[] {
    return [...this.#closed, this.#reportOf(this.#shape, now, activeSeconds)];
  }

  #reportOf(shape: Shape, now: Reading, activeSeconds: number): SegmentReport {
    const from = this.#from;
    const seconds = activeSeconds - this.#fromSeconds;
    const messages = now.records.logger.received - from.records.logger.received;
    const {capacityMessages, batchMessages, mode, beatPeriodMs} = shape;
    return {
      capacityMessages,
      batchMessages,
      mode,
      periodMs: beatPeriodMs,
      fromSeconds: this.#fromSeconds,
      seconds,
      messages,
      perSecond: perSecond(messages, seconds),
      cpuSeconds: (sum(now.threadsCpuMs) - sum(from.threadsCpuMs)) / 1_000,
      latency: percentiles(countsSince(from.latencyCounts, now.latencyCounts)),
      limit: findLimit(from, now, shape, this.#cores, seconds * 1_000),
    };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
