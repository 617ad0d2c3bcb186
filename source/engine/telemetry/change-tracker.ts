import {type Graph, lookUp, throughputChannel} from '../definition/graph.ts';
import type {ChangeMetrics, ChangeReport} from '../snapshot/types.ts';
import type {ReadingHistory} from './history.ts';
import {countedMessages, type Reading} from './reading.ts';
import {busyMsBetween} from './rolling.ts';
import {perSecond} from './statistics.ts';

/** The measurement of a change's effect starts after `settleMs` and takes at most `measureMs`. */
const settleMs = 300;
const measureMs = 5_000;

/** A change whose effect is being measured. */
interface OpenChange {
  readonly what: string;
  readonly before: ChangeMetrics | null;
  readonly at: Reading;
  /** The reading at which the measurement began. */
  readonly from: Reading | undefined;
}

/** Measures the effect of the last change of settings. Used on the main thread only. */
export class ChangeTracker {
  readonly #graph: Graph;
  #change: OpenChange | undefined;
  #report: ChangeReport | null = null;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** The effect of the last change, as far as it has been measured. */
  get report(): ChangeReport | null {
    return this.#report;
  }

  /**
   * The present measurements, which become the "before" side of a change. Null when nothing has
   * been counted since the start or a pause.
   */
  presentMetrics({now, recent, rolling}: ReadingHistory): ChangeMetrics | null {
    const counted = countedMessages(now, this.#graph) - countedMessages(rolling, this.#graph);
    return counted === 0 && recent === rolling ? null : metricsBetween(this.#graph, recent, now);
  }

  /**
   * Records a change at the reading `at`.
   * @param what names both sides of the change; empty when they turned out to be equal
   */
  record(what: string, before: ChangeMetrics | null, at: Reading): void {
    const hasChanged = what !== '';
    this.#change = hasChanged ? {what, before, at, from: undefined} : undefined;
    this.#report = hasChanged ? {what, actor: this.#actor, before, after: null} : null;
  }

  /** Measures again from the reading `at` on, after a start or a pause. */
  restart(at: Reading): void {
    if (this.#change === undefined) return;
    const isMeasured = this.#report?.after != null;
    this.#change = isMeasured ? undefined : {...this.#change, at, from: undefined};
  }

  /** Measures the effect up to `reading`. */
  measure(reading: Reading): void {
    const change = this.#change;
    if (change === undefined || reading.atMs - change.at.atMs < settleMs) return;
    if (change.from === undefined) {
      if (!isSettled(this.#graph, change.at, reading)) return;
      this.#change = {...change, from: reading};
      return;
    }
    if (reading.atMs - change.from.atMs > measureMs) return;
    const after = metricsBetween(this.#graph, change.from, reading);
    this.#report = {what: change.what, actor: this.#actor, before: change.before, after};
  }

  get #actor(): string {
    return throughputChannel(this.#graph).from;
  }
}

/**
 * Whether the beats that had been sent at a change have been taken. A free run leaves beats that
 * still release batches with the earlier settings. Pure.
 */
export function isSettled({data}: Graph, change: Reading, now: Reading): boolean {
  if (data.beat === undefined) return true;
  const {channel} = data.beat;
  return lookUp(now.channels, channel).received >= lookUp(change.channels, channel).sent;
}

/** Returns the throughput, and the work of its sender per message, between two readings. Pure. */
export function metricsBetween(graph: Graph, from: Reading, to: Reading): ChangeMetrics {
  const {name, from: sender} = throughputChannel(graph);
  const sent = lookUp(to.channels, name).sent - lookUp(from.channels, name).sent;
  const counted = countedMessages(to, graph) - countedMessages(from, graph);
  return {
    perSecond: perSecond(counted, (to.atMs - from.atMs) / 1_000),
    busyNsPerMessage: sent > 0 ? (busyMsBetween(sender, from, to) * 1e6) / sent : null,
  };
}
