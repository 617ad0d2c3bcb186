import {metricsBetween} from './build-snapshot.ts';
import type {Reading} from './reading.ts';
import type {ChangeMetrics, ChangeReport} from './snapshot.ts';

/** The length of the window that "now" means. */
const recentMs = 1_000;
/** The least length of the rolling window. It is at most one step longer. */
const rollingMs = 10_000;
const rollingStepMs = 1_000;
/** The measurement of a change's effect starts after `settleMs` and takes at most `measureMs`. */
const settleMs = 300;
const measureMs = 5_000;

/**
 * The readings that Snapshots compare. They are the first reading, those of the latest second, one
 * per second of the last ten seconds, and those around the last change of size, mode or rate.
 *
 * Used on the main thread only.
 */
export class ReadingHistory {
  #first: Reading;
  #latest: Reading[];
  /** One reading per step of the rolling window. */
  #rolling: Reading[];
  #change:
    | {
        what: string;
        before: ChangeMetrics | null;
        changedMs: number;
        /** Beats sent by the time of the change, including those that the worker has not taken. */
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

  /** The reading with which "now" is compared. It is about one second old. */
  get recent(): Reading {
    return this.#latest[0] as Reading;
  }

  /**
   * The reading at which the rolling window begins. It is 10 s to 11 s old, or the first one since
   * a start or a pause.
   */
  get rolling(): Reading {
    return this.#rolling[0] as Reading;
  }

  /** The effect of the last change, as far as it has been measured. */
  get change(): ChangeReport | null {
    return this.#changeReport;
  }

  /**
   * Adds a reading.
   * @param isAtRest nothing runs, so the effect of a change cannot be measured
   */
  add(reading: Reading, isAtRest = false): void {
    this.#latest.push(reading);
    while ((this.#latest[1] as Reading).atMs <= reading.atMs - recentMs) this.#latest.shift();
    this.#roll(reading);
    if (!isAtRest) this.#measureChange(reading);
  }

  /** Begins the run with `reading`. The effect of an earlier change is measured from here on. */
  begin(reading: Reading): void {
    this.add(reading, true);
    this.#first = reading;
    this.restart();
  }

  /**
   * Discards the readings from before a pause. "Now" and the effect of a change are compared with
   * the latest reading from here on.
   */
  restart(): void {
    this.#latest = [this.now];
    this.#rolling = [this.now];
    if (this.#change === undefined) return;
    if (this.#changeReport?.after != null) this.#change = undefined;
    else this.#change = {...this.#change, changedMs: this.now.atMs, from: undefined};
  }

  /**
   * The present measurements, which become the "before" side of a change. Null when nothing has
   * been counted since the start or a pause.
   */
  get figures(): ChangeMetrics | null {
    const counted = this.now.records.logger.received - this.rolling.records.logger.received;
    return counted === 0 && this.recent === this.rolling
      ? null
      : metricsBetween(this.recent, this.now);
  }

  /**
   * Notes a change of size, mode or rate at the latest reading.
   * @param what names both sides of the change; empty when they turned out to be equal
   * @param before measurements from before the change
   */
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
      // A free run leaves beats that the worker still handles with the earlier settings.
      if (reading.records.worker.beats < change.sentBeats) return;
      change.from = reading;
      return;
    }
    if (reading.atMs - change.from.atMs > measureMs) return;
    const after = metricsBetween(change.from, reading);
    this.#changeReport = {what: change.what, before: change.before, after};
  }
}
