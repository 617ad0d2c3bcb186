/**
 * Builds a Snapshot from readings. All functions are pure. Their inputs are the counters that the
 * threads wrote and the engine's facts about the run.
 */
import {type ActorName, actorNames, type ChannelName, type Graph, threadOf} from '../graph.ts';
import type {StopReason} from '../memory/control.ts';
import {type WaitKind, waitKinds} from '../memory/layout.ts';
import {type Mode, modes} from '../shape.ts';
import {expectedTallies, talliesOf} from '../tallies.ts';
import {findBottleneck, type Limit} from './bottleneck.ts';
import type {LogLine} from './log.ts';
import type {Reading} from './reading.ts';
import {rollingReport} from './rolling.ts';
import {
  type ActorReport,
  type AlertReport,
  type ChangeMetrics,
  type ChangeReport,
  type ChannelReport,
  type MachineReport,
  type MemoryReport,
  type RunState,
  type SegmentReport,
  type Snapshot,
  type StopReport,
  snapshotSchema,
  type ThroughputReport,
} from './snapshot.ts';
import {
  countsSince,
  fillPercentile,
  percentiles,
  perSecond,
  share,
  sizePercentiles,
} from './statistics.ts';
import type {Stopwatch} from './stopwatch.ts';
import type {ThroughputWindows} from './throughput.ts';

/** The inputs from which a Snapshot is built. */
export interface Sources {
  readonly graph: Graph;
  readonly state: RunState;
  readonly stoppedBy: StopReason | null;
  readonly stop: StopReport | null;
  /** The number of restarts of each thread. */
  readonly restarts: readonly number[];
  readonly batchMessages: number;
  readonly beatsTarget: number;
  readonly beatPeriodMs: number;
  readonly mode: Mode;
  /** Readings from the start, from about 10 s ago, from about 1 s ago, and from now. */
  readonly first: Reading;
  readonly rolling: Reading;
  readonly recent: Reading;
  readonly now: Reading;
  readonly stopwatch: Stopwatch;
  readonly throughput: ThroughputWindows;
  readonly change: ChangeReport | null;
  readonly segments: readonly SegmentReport[];
  readonly earlierSegments: number;
  readonly alerts: readonly AlertReport[];
  readonly memory: MemoryReport;
  readonly machine: MachineReport;
  readonly log: readonly LogLine[];
}

/** Builds the Snapshot of one moment of a run. Pure. */
export function buildSnapshot(sources: Sources): Snapshot {
  const {first, now, stopwatch} = sources;
  const {heartbeat, generator, worker, logger} = now.records;
  const {activeSeconds} = stopwatch;
  return {
    schema: snapshotSchema,
    state: sources.state,
    stoppedBy: sources.stoppedBy,
    stop: sources.stop,
    elapsedSeconds: Math.max(0, now.atMs - first.atMs) / 1_000,
    activeSeconds,
    batchMessages: sources.batchMessages,
    mode: sources.mode,
    beat: {
      periodMs: sources.beatPeriodMs,
      sent: heartbeat.sent,
      target: Number.isFinite(sources.beatsTarget) ? sources.beatsTarget : null,
      skipped: heartbeat.skipped,
      lateness: percentiles(now.latenessCounts),
      latenessNow: percentiles(countsSince(sources.recent.latenessCounts, now.latenessCounts)),
    },
    messages: {generated: generator.sent, processed: worker.received, logged: logger.received},
    tallies: talliesOf(logger.received, logger),
    heartbeats: worker.beats,
    throughput: throughputReport(sources),
    latency: percentiles(now.latencyCounts),
    modes: modes.map((mode) => {
      const messages = mode === 'double-buffer' ? worker.doubleBuffer : worker.zeroCopy;
      const seconds = stopwatch.secondsIn(mode);
      return {mode, seconds, messages, perSecond: perSecond(messages, seconds)};
    }),
    channels: sources.graph.channels.map((spec) => channelReport(sources, spec.name)),
    actors: actorNames.map((name) => actorReport(sources, name)),
    rolling: rollingReport(sources.graph, sources.rolling, now),
    change: sources.change,
    segments: sources.segments,
    earlierSegments: sources.earlierSegments,
    alerts: sources.alerts,
    limit: limitOf(sources),
    memory: sources.memory,
    machine: sources.machine,
    log: sources.log,
  };
}

/** Whether the counts of a run at rest match each other and the closed form. Pure. */
export function isVerified(reading: Reading): boolean {
  const {generator, worker, logger} = reading.records;
  if (generator.sent !== worker.received || worker.received !== logger.received) return false;
  const tallies = talliesOf(logger.received, logger);
  const expected = expectedTallies(logger.received);
  return (
    tallies.fizz === expected.fizz &&
    tallies.buzz === expected.buzz &&
    tallies.fizzbuzz === expected.fizzbuzz &&
    tallies.value === expected.value
  );
}

/** Returns the throughput and the worker's time per message between two readings. Pure. */
export function metricsBetween(from: Reading, to: Reading): ChangeMetrics {
  const seconds = (to.atMs - from.atMs) / 1_000;
  const handled = to.records.worker.received - from.records.worker.received;
  const busyMs = to.actors.worker.busyMs - from.actors.worker.busyMs;
  return {
    perSecond: perSecond(to.records.logger.received - from.records.logger.received, seconds),
    workerNsPerMessage: handled > 0 ? (busyMs * 1e6) / handled : null,
  };
}

function throughputReport(sources: Sources): ThroughputReport {
  const {now, recent, stopwatch, throughput} = sources;
  const meanPerSecond = perSecond(now.records.logger.received, stopwatch.activeSeconds);
  return {
    nowPerSecond: isAtRest(sources.state) ? 0 : metricsBetween(recent, now).perSecond,
    meanPerSecond,
    p50PerSecond: throughput.p50PerSecond ?? meanPerSecond,
    // The mean is the greatest known rate until a one-second window that is as fast has closed.
    peakPerSecond: Math.max(throughput.peakPerSecond ?? 0, meanPerSecond),
  };
}

/** Whether no message moves in a state, regardless of the last second of running. */
function isAtRest(state: RunState): boolean {
  return state === 'paused' || state === 'stopped' || state === 'failed';
}

function channelReport(sources: Sources, name: ChannelName): ChannelReport {
  const {now, recent, graph} = sources;
  const spec = graph.channels.find((channel) => channel.name === name);
  if (spec === undefined) throw new Error(`channel ${name} is not in the graph`);
  const reading = now.channels[name];
  const recentCounts = countsSince(recent.channels[name].fillCounts, reading.fillCounts);
  const {heartbeat, generator, worker, logger} = now.records;
  const sent = {values: generator.sent, results: worker.received, beats: heartbeat.sent}[name];
  const total = {values: worker.received, results: logger.received, beats: worker.beats}[name];
  return {
    name,
    from: spec.from,
    to: spec.to,
    capacityMessages: spec.capacityMessages,
    sent,
    total,
    fillMessages: reading.fillMessages,
    highWaterMessages: reading.highWaterMessages,
    fillNow: fillPercentile(recentCounts, 0.5) ?? reading.fillMessages / spec.capacityMessages,
    fillP80: fillPercentile(reading.fillCounts, 0.8) ?? 0,
  };
}

function actorReport(sources: Sources, name: ActorName): ActorReport {
  const {now, recent, first, graph, stopwatch} = sources;
  const reading = now.actors[name];
  const spanMs = now.atMs - recent.atMs;
  const {batches, handled} = batchesOf(name, now);
  const thread = threadOf(graph, name);
  const busyMs = reading.busyMs - first.actors[name].busyMs;
  return {
    name,
    thread: thread + 1,
    busySeconds: busyMs / 1_000,
    waitSeconds: byKind((kind) => (reading.waitMs[kind] - first.actors[name].waitMs[kind]) / 1_000),
    busyNow: share(reading.busyMs - recent.actors[name].busyMs, spanMs),
    busyRatio: share(busyMs, stopwatch.activeSeconds * 1_000),
    waitsNow: byKind((kind) =>
      share(reading.waitMs[kind] - recent.actors[name].waitMs[kind], spanMs),
    ),
    batches,
    meanBatch: batches > 0 ? handled / batches : 0,
    batchNow: sizePercentiles(
      countsSince(recent.actors[name].batchSizeCounts, reading.batchSizeCounts),
    ),
    restarts: sources.restarts[thread] ?? 0,
  };
}

function byKind(value: (kind: WaitKind) => number): Readonly<Record<WaitKind, number>> {
  return Object.fromEntries(waitKinds.map((kind) => [kind, value(kind)])) as Record<
    WaitKind,
    number
  >;
}

function batchesOf(name: ActorName, reading: Reading): {batches: number; handled: number} {
  const {heartbeat, generator, worker, logger} = reading.records;
  switch (name) {
    case 'heartbeat':
      return {batches: heartbeat.batches, handled: heartbeat.sent};
    case 'generator':
      return {batches: generator.batches, handled: generator.sent};
    case 'worker':
      return {batches: worker.batches, handled: worker.received};
    case 'logger':
      return {batches: logger.batches, handled: logger.received};
  }
}

function limitOf(sources: Sources): Limit {
  if (sources.state === 'paused') return {by: 'pause'};
  if (sources.state !== 'running') return {by: 'nothing'};
  return findBottleneck(sources.recent, sources.now, sources, sources.machine.cores);
}
