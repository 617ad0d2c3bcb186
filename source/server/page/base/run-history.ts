/**
 * The throughput of a run from its start, in bounded memory.
 *
 * The server keeps it, and the page continues it from the Snapshots that it receives. Everything is
 * stored as counts up to a moment. A rate is the difference of two moments, so it stays exact when
 * moments between them are dropped.
 */
import type {Snapshot} from '../../../engine/index.ts';

/** A moment: seconds of running, messages that were counted, and those of each channel and edge. */
export type Moment = readonly number[];

/** The history as JSON. Moments are in the order of time. */
export interface HistoryReport {
  readonly runId: string;
  /** The channels of the run. The counts of a moment follow this order, after the first two. */
  readonly channels: readonly string[];
  /** The edges of the run. Their counts follow those of the channels. */
  readonly edges: readonly string[];
  /** The whole run, with a moment per step; the step doubles as the run grows. */
  readonly whole: readonly Moment[];
  /** The last minute. */
  readonly recent: readonly Moment[];
}

/** A rate at a moment: seconds of running, and messages per second. */
export interface RatePoint {
  readonly seconds: number;
  readonly perSecond: number;
}

/** The whole run has half of this number of moments, up to this number. */
const wholeMax = 960;
const firstStepSeconds = 0.25;
const recentSeconds = 60;
const recentStepSeconds = 0.5;
/** A rate covers at least this time, so that single beats do not show as peaks. */
const rateSeconds = 1;

/** The history of one run. It begins anew with the first Snapshot of another run. */
export class RunHistory {
  #runId = '';
  #channels: readonly string[] = [];
  #edges: readonly string[] = [];
  #whole: Moment[] = [];
  #recent: Moment[] = [];
  #latest: Moment = [];
  #stepSeconds = firstStepSeconds;

  /** @param report the history up to now; without it, the history begins at the run's start */
  constructor(report?: HistoryReport) {
    if (report === undefined) return;
    this.#runId = report.runId;
    this.#channels = report.channels;
    this.#edges = report.edges;
    this.#whole = [...report.whole];
    this.#recent = [...report.recent];
    this.#latest = report.recent.at(-1) ?? report.whole.at(-1) ?? [];
    while (meanStep(this.#whole) >= this.#stepSeconds * 2) this.#stepSeconds *= 2;
  }

  /** The run of the history; empty before the first Snapshot. */
  get runId(): string {
    return this.#runId;
  }

  /** The history for `/history.json`. */
  get report(): HistoryReport {
    const [channels, edges, whole] = [this.#channels, this.#edges, [...this.#whole]];
    const recent = [...this.#recent, this.#latest];
    return {runId: this.#runId, channels, edges, whole, recent};
  }

  /** Adds a Snapshot. Nothing changes in a pause, in which no time of running passes. */
  add(snapshot: Snapshot): void {
    const {runId, activeSeconds, throughput, channels} = snapshot;
    const isEarlier = activeSeconds < (this.#latest[0] ?? 0);
    if (runId !== this.#runId || isEarlier || this.#latest.length === 0) this.#begin(snapshot);
    const counts = [...channels.map(({total}) => total), ...countEdges(snapshot)];
    const moment = [activeSeconds, throughput.messages, ...counts];
    this.#latest = moment;
    if (isDue(this.#recent, moment, recentStepSeconds)) this.#addRecent(moment);
    if (isDue(this.#whole, moment, this.#stepSeconds)) this.#addWhole(moment);
  }

  /** The throughput of the whole run. */
  get throughput(): readonly RatePoint[] {
    return toRates([...this.#whole, this.#latest], 1);
  }

  /** The rate of a channel in the last minute. */
  recentRates(channel: string): readonly RatePoint[] {
    return this.#ratesOf(this.#channels.indexOf(channel));
  }

  /** The rate of an edge in the last minute. */
  recentEdgeRates(edge: string): readonly RatePoint[] {
    const index = this.#edges.indexOf(edge);
    return this.#ratesOf(index === -1 ? -1 : this.#channels.length + index);
  }

  #ratesOf(part: number): readonly RatePoint[] {
    return part === -1 ? [] : toRates([...this.#recent, this.#latest], part + 2);
  }

  #begin({runId, channels, edges}: Snapshot): void {
    this.#runId = runId;
    this.#channels = channels.map(({name}) => name);
    this.#edges = edges.map(({name}) => name);
    const start = [0, 0, ...channels.map(() => 0), ...edges.map(() => 0)];
    this.#whole = [start];
    this.#recent = [start];
    this.#stepSeconds = firstStepSeconds;
  }

  #addRecent(moment: Moment): void {
    const from = secondsOf(moment) - recentSeconds - rateSeconds;
    this.#recent = [...this.#recent.filter((past) => secondsOf(past) >= from), moment];
  }

  #addWhole(moment: Moment): void {
    this.#whole.push(moment);
    if (this.#whole.length < wholeMax) return;
    this.#whole = this.#whole.filter((_, index) => index % 2 === 0);
    this.#stepSeconds *= 2;
  }
}

/** What has passed each edge: what its actor took from its channel, or sent into it. */
function countEdges({edges, channels}: Snapshot): readonly number[] {
  return edges.map(({channel, direction}) => {
    const {sent = 0, total = 0} = channels.find(({name}) => name === channel) ?? {};
    return direction === 'out' ? total : sent;
  });
}

function secondsOf(moment: Moment): number {
  return moment[0] ?? 0;
}

/** Whether a step has passed since the last of some moments. */
function isDue(moments: readonly Moment[], moment: Moment, stepSeconds: number): boolean {
  return secondsOf(moment) - secondsOf(moments.at(-1) ?? []) >= stepSeconds;
}

/** The mean time between moments. */
function meanStep(moments: readonly Moment[]): number {
  return secondsOf(moments.at(-1) ?? []) / Math.max(1, moments.length - 1);
}

/** Converts counts up to moments into rates: each since the last moment a second or more before. */
function toRates(moments: readonly Moment[], count: number): RatePoint[] {
  const rates: RatePoint[] = [];
  let start = 0;
  for (let index = 1; index < moments.length; index++) {
    const now = moments[index] as Moment;
    while (secondsOf(moments[start + 1] as Moment) <= secondsOf(now) - rateSeconds) start++;
    const past = moments[start] as Moment;
    const seconds = secondsOf(now) - secondsOf(past);
    if (seconds <= 0) continue;
    const perSecond = ((now[count] ?? 0) - (past[count] ?? 0)) / seconds;
    rates.push({seconds: secondsOf(now), perSecond});
  }
  return rates;
}
