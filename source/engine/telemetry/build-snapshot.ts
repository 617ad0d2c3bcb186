/**
 * Builds a Snapshot from readings. All functions are pure. Their inputs are the counters that the
 * threads wrote and what the sampler and the run know.
 */
import {lanesMax} from '../base/limits.ts';
import {type ChannelSpec, type Graph, lookUp, throughputChannel} from '../definition/graph.ts';
import {describeSettings} from '../definition/settings.ts';
import type {ChoiceSetting, PipelineData} from '../definition/types.ts';
import type {
  BeatReport,
  ChannelReport,
  CounterReport,
  ModeReport,
  Snapshot,
  ThroughputReport,
} from '../snapshot/types.ts';
import {type RunState, snapshotSchema} from '../snapshot/vocabulary.ts';
import {actorReport} from './actor-report.ts';
import type {BestTimes} from './best-times.ts';
import {findBottleneck} from './bottleneck.ts';
import {metricsBetween} from './change-tracker.ts';
import {edgeReports} from './edge-report.ts';
import type {ReadingHistory} from './history.ts';
import {laneReports} from './lane-reports.ts';
import {countedMessages, type Reading} from './reading.ts';
import {rollingReport} from './rolling.ts';
import {countsSince, fillPercentile, percentiles, perSecond} from './statistics.ts';
import type {Stopwatch} from './stopwatch.ts';
import type {ThroughputWindows} from './throughput.ts';

/** The facts of a run that no counter contains. */
export type RunFacts = Pick<Snapshot, 'state' | 'stoppedBy' | 'stop'> & {
  /** The number of restarts of each actor, by name; empty before the threads exist. */
  readonly restarts: Readonly<Record<string, number>>;
};

/** The inputs of a Snapshot. The fields of a Snapshot among them are copied. */
export interface SnapshotInputs
  extends Pick<
    Snapshot,
    | 'runId'
    | 'pipeline'
    | 'settings'
    | 'change'
    | 'segments'
    | 'earlierSegments'
    | 'alerts'
    | 'memory'
    | 'machine'
    | 'log'
  > {
  /** The graph of all lanes together. */
  readonly graph: Graph;
  /** The graph of the run, with each lane. */
  readonly lanesGraph: Graph;
  readonly facts: RunFacts;
  readonly history: ReadingHistory;
  /** The reading at the start of the run. */
  readonly first: Reading;
  /** The number of beats after which the run stops; `Infinity` for none. */
  readonly beatsTarget: number;
  readonly stopwatch: Stopwatch;
  readonly bestTimes: BestTimes;
  readonly throughput: ThroughputWindows;
}

/** Builds the Snapshot of one moment of a run. Pure. */
export function buildSnapshot(inputs: SnapshotInputs): Snapshot {
  const {
    graph,
    facts,
    history,
    first,
    stopwatch,
    beatsTarget,
    throughput,
    lanesGraph,
    bestTimes,
    ...copied
  } = inputs;
  const {now, rolling} = history;
  const {state, stoppedBy, stop} = facts;
  return {
    schema: snapshotSchema,
    state,
    stoppedBy,
    stop,
    elapsedSeconds: Math.max(0, now.atMs - first.atMs) / 1_000,
    activeSeconds: stopwatch.activeSeconds,
    beat: beatReport(inputs),
    counters: counterReports(graph.data, now),
    throughput: throughputReport(inputs),
    latency: percentiles(now.latencyCounts),
    modes: modeReports(graph.data, stopwatch, now),
    channels: graph.channels.map((spec) => channelReport(history, spec)),
    actors: graph.actors.map((name) => actorReport(name, inputs)),
    lanes: laneReports(lanesGraph, history),
    edges: edgeReports(graph.data, history, first, isIdle(state)),
    rolling: rollingReport(graph, rolling, now),
    limit: bestTimes.refine(findLimit(inputs), history),
    ...copied,
  };
}

/** The setting whose choices are counted, with its name; `undefined` without one. */
export function countedSetting({settings = {}}: PipelineData) {
  return Object.entries(settings).find(
    (entry): entry is [string, ChoiceSetting & Required<Pick<ChoiceSetting, 'counted'>>] =>
      'counted' in entry[1] && entry[1].counted !== undefined,
  );
}

/** Describes a pipeline for views. It does not change during a run. */
export function describePipeline(graph: Graph): Snapshot['pipeline'] {
  const {name, proof = 'every message that was sent was received'} = graph.data;
  const settings = describeSettings(graph.data);
  const threads = graph.data.threads.map(({length}) => length);
  const lanes = graph.data.lanes === undefined ? 1 : lanesMax;
  const throughput = throughputChannel(graph).name;
  return {name, settings, threads, lanesMax: lanes, throughput, proof};
}

function beatReport({graph, history, settings, beatsTarget}: SnapshotInputs): BeatReport | null {
  const {beat, channels, settings: descriptions = {}} = graph.data;
  if (beat === undefined) return null;
  const {now, recent} = history;
  const period = lookUp(descriptions, beat.period);
  const counts = lookUp(now.histograms, beat.lateness);
  const sender = lookUp(channels, beat.channel).from;
  return {
    noun: ('rateOf' in period ? period.rateOf : undefined) ?? beat.channel,
    channel: beat.channel,
    periodMs: Number(settings[beat.period]),
    sent: lookUp(now.channels, beat.channel).sent,
    target: Number.isFinite(beatsTarget) ? beatsTarget : null,
    skipped: Number(lookUp(now.states, sender)[beat.skipped]),
    lateness: percentiles(counts),
    latenessNow: percentiles(countsSince(lookUp(recent.histograms, beat.lateness), counts)),
  };
}

function counterReports({counters = {}}: PipelineData, {states}: Reading): CounterReport[] {
  return Object.entries(counters).map(([name, {actor, label, share: expected = null}]) => {
    return {name, label, count: Number(lookUp(states, actor)[name]), share: expected};
  });
}

function modeReports(data: PipelineData, stopwatch: Stopwatch, {states}: Reading): ModeReport[] {
  const [, setting] = countedSetting(data) ?? [];
  if (setting === undefined) return [];
  const {actor, fields} = setting.counted;
  return setting.choices.map((mode, index) => {
    const messages = Number(lookUp(states, actor)[fields[index] ?? '']);
    const seconds = stopwatch.secondsIn(mode);
    return {mode, seconds, messages, perSecond: perSecond(messages, seconds)};
  });
}

function throughputReport(inputs: SnapshotInputs): ThroughputReport {
  const {graph, facts, history, stopwatch, throughput} = inputs;
  const {now, recent} = history;
  // An earlier process counted what came before the first reading.
  const messages = countedMessages(now, graph) - countedMessages(inputs.first, graph);
  const meanPerSecond = perSecond(messages, stopwatch.activeSeconds);
  return {
    messages,
    nowPerSecond: isIdle(facts.state) ? 0 : metricsBetween(graph, recent, now).perSecond,
    meanPerSecond,
    p50PerSecond: throughput.p50PerSecond ?? meanPerSecond,
    // The mean is the greatest known rate until a one-second window that is as fast has closed.
    peakPerSecond: Math.max(throughput.peakPerSecond ?? 0, meanPerSecond),
  };
}

/** Whether no message moves in a state, regardless of the last second of running. */
function isIdle(state: RunState): boolean {
  return state === 'paused' || state === 'stopped' || state === 'failed';
}

function channelReport({now, recent}: ReadingHistory, spec: ChannelSpec): ChannelReport {
  const {name, from, to, capacityMessages} = spec;
  const reading = lookUp(now.channels, name);
  const recentCounts = countsSince(lookUp(recent.channels, name).fillCounts, reading.fillCounts);
  const {sent, received: total, fillMessages, highWaterMessages} = reading;
  return {
    name,
    from,
    to,
    capacityMessages,
    sent,
    total,
    fillMessages,
    highWaterMessages,
    fillNow: fillPercentile(recentCounts, 0.5) ?? fillMessages / capacityMessages,
    fillP80: fillPercentile(reading.fillCounts, 0.8) ?? 0,
  };
}

function findLimit({graph, facts, history, settings, machine}: SnapshotInputs): Snapshot['limit'] {
  if (facts.state === 'paused') return {kind: 'pause', by: 'pause'};
  if (facts.state !== 'running') return {kind: 'nothing', by: 'nothing'};
  return findBottleneck(graph, history.recent, history.now, settings, machine.cores);
}
