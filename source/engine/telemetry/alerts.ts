/**
 * Alerts: what somebody who runs a pipeline would want to be told of, when it began and when it was last so.
 *
 * Main thread only. What is the case follows from two readings a second apart, and is a pure function of them; the times are
 * kept here. What happens at a moment, such as a restart, is told by whoever sees it.
 */
import type {ChannelName} from '../graph.ts';
import type {Settings} from '../shape.ts';
import {findBottleneck} from './bottleneck.ts';
import type {Reading} from './reading.ts';
import type {AlertReport} from './snapshot.ts';
import {countsSince, fillMean, percentiles} from './statistics.ts';

/** What can be the matter, the gravest first. */
export const alertKinds = [
  /** Nothing reaches the logger any more. */
  'standstill',
  /** A thread died and was started again. */
  'restart',
  /** The heartbeat was late by over a second and skipped beats. */
  'skipped',
  /** Beats pile up: they come faster than the pipeline can follow. */
  'beats',
  /** Half of the beats are late by more than a period. */
  'late',
  /** `results` are nearly full: the logger does not keep pace. */
  'results',
  /** All cores are busy, so that threads wait for one. */
  'cores',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** A channel that is fuller than this, on average, is nearly full. */
const fullFill = 0.9;
/** Beats that are less late than this are not late, however short their period is. */
const latenessMinMs = 5;
/** Over a shorter time nothing is said. */
const elapsedMinMs = 900;

/**
 * What is the case between two readings. Pure.
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

/** An alert is over when it has not been the case for so long, so that one at its threshold does not flicker. */
const overAfterSeconds = 2;

/** The alerts of a run so far. */
export class Alerts {
  readonly #seen = new Map<AlertKind, AlertReport>();

  /** Notes that something is the case, or happens, so many seconds after the start. */
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

  /** All alerts so far: those that are the case at `nowSeconds` first, the gravest of them first. */
  report(nowSeconds: number): readonly AlertReport[] {
    const reports = alertKinds.flatMap((kind) => this.#seen.get(kind) ?? []);
    const told = reports.map((report) => ({
      ...report,
      isActive: nowSeconds - report.lastSeconds <= overAfterSeconds,
    }));
    return [...told.filter(({isActive}) => isActive), ...told.filter(({isActive}) => !isActive)];
  }
}
