/**
 * Alerts: conditions that an operator of a pipeline needs to know, with their begin and latest
 * times.
 *
 * Used on the main thread only. `findAlerts` is a pure function of two readings that are one second
 * apart. `Alerts` keeps the times. The part that detects a momentary event, such as a restart,
 * notes it itself.
 */
import type {ChannelName} from '../graph.ts';
import type {Settings} from '../shape.ts';
import {findBottleneck} from './bottleneck.ts';
import type {Reading} from './reading.ts';
import type {AlertReport} from './snapshot.ts';
import {countsSince, fillMean, percentiles} from './statistics.ts';

/** All kinds of alerts, the most severe first. */
export const alertKinds = [
  /** No message reaches the logger. */
  'standstill',
  /** A thread died and was restarted. */
  'restart',
  /** The heartbeat was more than one second late and skipped beats. */
  'skipped',
  /** Beats accumulate: they arrive faster than the pipeline takes them. */
  'beats',
  /** Half of the beats are late by more than one period. */
  'late',
  /** `results` is nearly full: the logger does not keep pace. */
  'results',
  /** All cores are busy, and threads wait for a core. */
  'cores',
] as const;
/** A kind of alert: one of `alertKinds`. */
export type AlertKind = (typeof alertKinds)[number];

/** A channel with a mean fill above this share of its capacity is nearly full. */
const fullFill = 0.9;
/** The least delay that counts as late, even with a shorter beat period. */
const latenessMinMs = 5;
/** The least time between two readings for which alerts are reported. */
const elapsedMinMs = 900;

/**
 * Returns the alerts that apply between two readings, the most severe first. Pure.
 *
 * The result is empty when the readings are less than 900 ms apart.
 * @param cores cores of the machine
 */
export function findAlerts(
  from: Reading,
  to: Reading,
  shape: Settings,
  cores: number,
): readonly AlertKind[] {
  const spanMs = to.atMs - from.atMs;
  if (spanMs < elapsedMinMs) return [];
  const {beatPeriodMs} = shape;
  const hasSchedule = beatPeriodMs > 0;
  const counted = to.records.logger.received - from.records.logger.received;
  const isFull = (channel: ChannelName) => (meanFill(from, to, channel) ?? 0) > fullFill;
  const lateness = percentiles(countsSince(from.latenessCounts, to.latenessCounts));
  const limit = findBottleneck(from, to, shape, cores);
  const found: Partial<Record<AlertKind, boolean>> = {
    standstill: beatPeriodMs < spanMs / 2 && counted === 0,
    beats: hasSchedule && isFull('beats'),
    late: (lateness?.p50Ms ?? 0) > Math.max(beatPeriodMs, latenessMinMs),
    results: isFull('results'),
    cores: limit.by === 'cores',
  };
  return alertKinds.filter((kind) => found[kind]);
}

function meanFill(from: Reading, to: Reading, channel: ChannelName): number | undefined {
  return fillMean(countsSince(from.channels[channel].fillCounts, to.channels[channel].fillCounts));
}

/**
 * An alert ends after it has not applied for this time. An alert at its threshold does not flicker.
 */
const overAfterSeconds = 2;

/** The alerts of a run so far, with their times. Used on the main thread only. */
export class Alerts {
  readonly #seen = new Map<AlertKind, AlertReport>();

  /**
   * Notes that an alert applies, or that its event happens.
   * @param atSeconds seconds since the start
   */
  note(kind: AlertKind, atSeconds: number): void {
    const before = this.#seen.get(kind);
    const goesOn = before !== undefined && atSeconds - before.lastSeconds <= overAfterSeconds;
    this.#seen.set(kind, {
      kind,
      firstSeconds: before?.firstSeconds ?? atSeconds,
      sinceSeconds: goesOn ? before.sinceSeconds : atSeconds,
      lastSeconds: atSeconds,
      times: (before?.times ?? 0) + (goesOn ? 0 : 1),
      isActive: true,
    });
  }

  /** Returns all alerts so far: those active at `nowSeconds` first, each part most severe first. */
  report(nowSeconds: number): readonly AlertReport[] {
    const reports = alertKinds.flatMap((kind) => this.#seen.get(kind) ?? []);
    const told = reports.map((report) => ({
      ...report,
      isActive: nowSeconds - report.lastSeconds <= overAfterSeconds,
    }));
    return [...told.filter(({isActive}) => isActive), ...told.filter(({isActive}) => !isActive)];
  }
}
