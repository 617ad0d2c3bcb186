/** The recent past of a run, for charts and sparklines. Pure functions on frozen values. */
import {isAnotherRun, type LogLine, type RunMoment, type Snapshot} from '../engine/index.ts';

/** What the trail needs of a Snapshot. */
export interface TrailSample extends RunMoment, Pick<Snapshot, 'throughput'> {
  /** Messages received over the run, and the present fill, by channel. */
  readonly totals: readonly number[];
  readonly fills: readonly number[];
  /** Share of the time at work, and restarts so far, by actor. */
  readonly busies: readonly number[];
  readonly restarts: readonly number[];
  /** The latest log lines. */
  readonly log: readonly LogLine[];
}

/** The channels and actors at one moment. */
export type TrailPoint = Pick<TrailSample, 'activeSeconds' | 'totals' | 'fills' | 'busies'>;

/** A restart of an actor's thread. */
export interface TrailRestart {
  readonly atSeconds: number;
  /** The index of the actor in the Snapshot. */
  readonly actor: number;
}

/** The recent past of a run. */
export interface Trail {
  /** Running time at which the trail ends, in seconds. */
  readonly endSeconds: number;
  /** Throughput per tenth of a second of running time, oldest first. */
  readonly tenths: readonly number[];
  /** Throughput per second of running time, oldest first. */
  readonly seconds: readonly number[];
  /** A point each half second, oldest first. */
  readonly points: readonly TrailPoint[];
  readonly restarts: readonly TrailRestart[];
  /** Log lines without milestones. These would fill the log within seconds. */
  readonly events: readonly LogLine[];
}

/** Greatest number of tenths: 200 seconds and a margin. */
export const tenthsMax = 2_048;
/** Greatest number of seconds: one hour. */
export const secondsMax = 3_600;
/** Greatest number of points: two minutes. */
export const pointsMax = 240;
const pointSeconds = 0.5;
const eventsMax = 100;
const restartsMax = 100;
const milestone = /^Logger: \d+ messages processed/;

/** The trail of a run of which nothing has been seen yet. */
export const emptyTrail: Trail = {
  endSeconds: 0,
  tenths: [],
  seconds: [],
  points: [],
  restarts: [],
  events: [],
};

/** Returns what the trail needs of a Snapshot. */
export function toTrailSample(snapshot: Snapshot): TrailSample {
  const {runId, activeSeconds, elapsedSeconds, throughput, channels, actors, log} = snapshot;
  return {
    runId,
    activeSeconds,
    elapsedSeconds,
    throughput,
    totals: channels.map(({total}) => total),
    fills: channels.map(({fillNow}) => fillNow),
    busies: actors.map(({busyNow}) => busyNow),
    restarts: actors.map(({restarts}) => restarts),
    log,
  };
}

/** Returns the trail after the sample `after`, which follows on `before`. */
export function extendTrail(trail: Trail, before: TrailSample, after: TrailSample): Trail {
  if (isAnotherRun(before, after)) {
    const events = selectEvents(after.log, 0);
    return {...emptyTrail, endSeconds: after.activeSeconds, events};
  }
  const lastNumber = trail.events.at(-1)?.number ?? 0;
  const news = selectEvents(after.log, lastNumber);
  const events = news.length === 0 ? trail.events : [...trail.events, ...news].slice(-eventsMax);
  const endSeconds = after.activeSeconds;
  if (endSeconds === before.activeSeconds) return {...trail, endSeconds, events};
  const {nowPerSecond} = after.throughput;
  const append = (list: readonly number[], perUnit: number, max: number) => {
    const passed =
      Math.floor(after.activeSeconds * perUnit) - Math.floor(before.activeSeconds * perUnit);
    if (passed === 0) return list;
    // A point for every unit that has passed, so that flags keep their positions.
    const points = Array.from({length: Math.min(passed, max)}, () => nowPerSecond);
    return [...list, ...points].slice(-max);
  };
  return {
    endSeconds,
    tenths: append(trail.tenths, 10, tenthsMax),
    seconds: append(trail.seconds, 1, secondsMax),
    points: appendPoint(trail.points, after),
    restarts: [...trail.restarts, ...newRestarts(before, after)].slice(-restartsMax),
    events,
  };
}

function selectEvents(log: readonly LogLine[], after: number): readonly LogLine[] {
  return log.filter(({number, text}) => number > after && !milestone.test(text));
}

function appendPoint(points: readonly TrailPoint[], sample: TrailSample): readonly TrailPoint[] {
  const last = points.at(-1);
  // A point belongs to a half second of the run, so that what is drawn of it does not shimmer.
  const slot = (seconds: number) => Math.floor(seconds / pointSeconds);
  if (last !== undefined && slot(last.activeSeconds) === slot(sample.activeSeconds)) return points;
  const {activeSeconds, totals, fills, busies} = sample;
  return [...points.slice(1 - pointsMax), {activeSeconds, totals, fills, busies}];
}

function newRestarts(before: TrailSample, after: TrailSample): readonly TrailRestart[] {
  return after.restarts.flatMap((count, actor) =>
    count > (before.restarts[actor] ?? 0) ? [{atSeconds: after.activeSeconds, actor}] : [],
  );
}

/** Points over which the latest rate is measured: a second. */
const ratePoints = 2;

/**
 * Returns the rate of a channel over the last second of the trail, messages per second; `undefined`
 * before there are two points.
 */
export function latestRateOf({points}: Trail, channel: number): number | undefined {
  const to = points.at(-1);
  const from = points[Math.max(0, points.length - 1 - ratePoints)];
  return from === undefined || to === undefined || from === to
    ? undefined
    : rateBetween(from, to, channel);
}

/**
 * Returns the mean rate of a channel in each slot of the running time, messages per second, oldest
 * first. The last slot ends with the trail.
 * @param slotSeconds slots begin at multiples of it; at least half a second
 */
export function slotRatesOf(
  {points}: Trail,
  channel: number,
  slotSeconds: number,
): readonly number[] {
  const slotOf = (point?: TrailPoint) => Math.floor((point?.activeSeconds ?? -1) / slotSeconds);
  const ends = points.filter((point, index) => slotOf(point) !== slotOf(points[index + 1]));
  return ends.flatMap((end, index) => {
    const from = ends[index - 1] ?? (points[0] as TrailPoint);
    return from === end ? [] : [rateBetween(from, end, channel)];
  });
}

function rateBetween(from: TrailPoint, to: TrailPoint, channel: number): number {
  const seconds = to.activeSeconds - from.activeSeconds;
  const messages = (to.totals[channel] ?? 0) - (from.totals[channel] ?? 0);
  return seconds > 0 ? Math.max(0, messages / seconds) : 0;
}
