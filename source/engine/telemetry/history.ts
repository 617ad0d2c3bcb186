/**
 * The readings that Snapshots compare: the first, a second of late ones, some of the last ten seconds, and those round the
 * last change of size, mode or rate.
 *
 * Main thread only.
 */

import {metricsBetween} from './build-snapshot.ts';
import type {Reading} from './reading.ts';
import type {ChangeMetrics, ChangeReport} from './snapshot.ts';

/** "Now" means over this long. */
const recentMs = 1_000;
/** The rolling window is this long, and up to one step longer. */
const rollingMs = 10_000;
const rollingStepMs = 1_000;
/** After a change, a moment passes before its effect is measured, and it is measured for this long at most. */
const settleMs = 300;
const measureMs = 5_000;

export class ReadingHistory {
  #first: Reading;
  #latest: Reading[];
  /** A reading for each step of the rolling window. */
  #rolling: Reading[];
  #change:
    | {
        what: string;
        before: ChangeMetrics | null;
        changedMs: number;
        /** Beats that were on their way. */
        sentBeats: number;
        from: Reading | undefined;
      }
    | undefined;
  #changeReport: ChangeReport | null = null;

  constructor(first: Reading) {
    this.#first = first;
    this.#latest = [first];
    this.#rolling = [first];
  }

  /** The reading at the start of the run. */
  get first(): Reading {
    return this.#first;
  }

  get now(): Reading {
    return this.#latest.at(-1) as Reading;
  }

  /** The reading with which "now" is compared: about a second old. */
  get recent(): Reading {
    return this.#latest[0] as Reading;
  }

  /** The reading with which the rolling window begins: ten to eleven seconds old, or the first since a start or a pause. */
  get rolling(): Reading {
    return this.#rolling[0] as Reading;
  }

  /** What the last change did, as far as is known. */
  get change(): ChangeReport | null {
    return this.#changeReport;
  }

  /** @param isAtRest nothing runs, so that nothing can be said of what a change did */
  add(reading: Reading, isAtRest = false): void {
    this.#latest.push(reading);
    while ((this.#latest[1] as Reading).atMs <= reading.atMs - recentMs) this.#latest.shift();
    this.#roll(reading);
    if (!isAtRest) this.#measureChange(reading);
  }

  /** The run begins with `reading`; what was changed before that is measured from here on. */
  begin(reading: Reading): void {
    this.add(reading, true);
    this.#first = reading;
    this.restart();
  }

  /** Forgets what was before a pause: "now", and what a change did, are compared with the latest reading from here on. */
  restart(): void {
    this.#latest = [this.now];
    this.#rolling = [this.now];
    if (this.#change === undefined) return;
    if (this.#changeReport?.after != null) this.#change = undefined;
    else this.#change = {...this.#change, changedMs: this.now.atMs, from: undefined};
  }

  /** What is measured now, as the side before a change; null when nothing has been counted since the start or a pause. */
  get figures(): ChangeMetrics | null {
    const counted = this.now.records.logger.received - this.rolling.records.logger.received;
    return counted === 0 && this.recent === this.rolling
      ? null
      : metricsBetween(this.recent, this.now);
  }

  /** Notes a change of size, mode or rate, made just now; `what` names both sides, and is empty when they are alike after all. */
  markChange(what: string, before: ChangeMetrics | null = this.figures): void {
    const hasChanged = what !== '';
    this.#change = hasChanged
      ? {
          what,
          before,
          changedMs: this.now.atMs,
          sentBeats: this.now.records.heartbeat.sent,
          from: undefined,
        }
      : undefined;
    this.#changeReport = hasChanged ? {what, before, after: null} : null;
  }

  #roll(reading: Reading): void {
    const last = this.#rolling.at(-1) as Reading;
    if (reading.atMs - last.atMs >= rollingStepMs) this.#rolling.push(reading);
    const [, second] = this.#rolling;
    if (second !== undefined && reading.atMs - second.atMs >= rollingMs) this.#rolling.shift();
  }

  #measureChange(reading: Reading): void {
    const change = this.#change;
    if (change === undefined) return;
    const sinceMs = reading.atMs - change.changedMs;
    if (sinceMs < settleMs) return;
    if (change.from === undefined) {
      // A free run leaves beats that are still worked off as before.
      if (reading.records.worker.beats < change.sentBeats) return;
      change.from = reading;
      return;
    }
    if (reading.atMs - change.from.atMs > measureMs) return;
    const after = metricsBetween(change.from, reading);
    this.#changeReport = {what: change.what, before: change.before, after};
  }
}
