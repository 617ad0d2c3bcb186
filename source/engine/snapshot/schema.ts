/**
 * The Snapshot: the complete view of a run outside the engine, as plain, frozen, JSON-safe data.
 *
 * The main thread builds a Snapshot a few times per second. Every view is a function of it, so a
 * view shows a local run, a remote run or a recording in the same way. Counts are exact up to 2^53.
 *
 * The schema checks Snapshots from other processes and from files, and the types follow from it.
 * Text on the screen must not control the terminal, so control characters are removed from texts.
 * The engine imports the types only: nothing of valibot is loaded by a run.
 */
import * as v from 'valibot';
import {actor, channel, edge, lane, rolling} from './graph-schema.ts';
import {limit} from './limit-schema.ts';
import {count, name, number, text, texts} from './primitives.ts';
import {logLevels, runStates, snapshotSchema} from './vocabulary.ts';

/** Median and 99th percentile of times, in milliseconds. */
export const percentiles = v.object({p50Ms: count, p99Ms: count});
/** Null without a measurement. */
const timing = v.nullable(percentiles);

/** The shape and the visible settings of the run. */
const settings = v.intersect([
  v.object({
    capacityMessages: v.pipe(count, v.minValue(1)),
    batchMessages: count,
    threads: count,
    lanes: v.pipe(count, v.minValue(1)),
  }),
  v.record(name, v.union([number, text])),
]);

/** What views need to know of the definition. */
const pipeline = v.object({
  name,
  settings: v.array(
    v.object({name, choices: v.nullable(texts), rateOf: v.nullable(text), zero: text}),
  ),
  /** The numbers of threads of a lane for which there are groupings. */
  threads: v.array(count),
  /** The most lanes that a run can have; 1 for a pipeline without lanes. */
  lanesMax: count,
  /** The channel whose received messages are the throughput. */
  throughput: name,
  /** The claim that a verified run proves. */
  proof: text,
});

/** An actor that was not done when the stop timed out, and the condition that it waited for. */
const holdout = v.object({actor: name, waitingFor: v.nullable(name)});

/** The outcome of a run. */
const stop = v.object({
  by: name,
  /** Whether every actor was done in time and there was no fault. */
  clean: v.boolean(),
  /** Whether the counts prove that no message was lost or repeated. */
  verified: v.boolean(),
  /** What the final counts contradict; null when they are right. */
  mismatch: v.nullable(text),
  holdouts: v.array(holdout),
  /** The failure in one sentence; null when there was none. */
  fault: v.nullable(text),
});

/** The beats of a pipeline whose batches are released on a schedule. */
const beat = v.object({
  /** The plural noun of the beats. */
  noun: text,
  channel: name,
  /** Milliseconds between beats; 0 in a free run. */
  periodMs: count,
  sent: count,
  /** Beats after which the run stops; null without a target. */
  target: v.nullable(count),
  skipped: count,
  /** Delays of sent beats over the run and over the last second; null when no beat was due. */
  lateness: timing,
  latenessNow: timing,
});

/** A result of the pipeline, with its expected share of all counters; null without one. */
const counter = v.object({name, label: text, count, share: v.nullable(count)});

/** End-to-end messages per second. Each message is counted once, by the last receiver. */
const throughput = v.object({
  /** Messages counted over the run. */
  messages: count,
  /** Over the last second. */
  nowPerSecond: number,
  /** Over the running time, without pauses. */
  meanPerSecond: number,
  /** Median and maximum of the one-second windows; the mean while no window has closed. */
  p50PerSecond: number,
  peakPerSecond: number,
});

/** The totals of one choice of a setting. A message belongs to the choice at its processing. */
const mode = v.object({mode: text, seconds: count, messages: count, perSecond: number});

/** Measurements on one side of a change. */
const changeMetrics = v.object({
  perSecond: number,
  /** Busy time per message of `actor`, in nanoseconds; null when it processed no message. */
  busyNsPerMessage: v.nullable(number),
});

/** The effect of the last change of settings. */
const change = v.object({
  /** The change as text, such as `slow → fast`. */
  what: text,
  /** The actor whose busy time is compared: the sender of the throughput channel. */
  actor: name,
  /** Null when the change came before the first count. */
  before: v.nullable(changeMetrics),
  after: v.nullable(changeMetrics),
});

/**
 * A segment: a period of a run in which its settings stayed the same. A segment that ended within
 * 0.2 s counts to the next one, except for the first segment of a run.
 */
const segment = v.object({
  settings,
  /** Running time before the segment and in it, in seconds, without pauses. */
  fromSeconds: count,
  seconds: count,
  /** Messages that were counted in the segment. */
  messages: count,
  /**
   * The measurement starts when the remaining beats of the earlier settings had been taken. It ends
   * when the pipeline began to drain. `latency` and `limit` cover the same time.
   */
  perSecond: number,
  /** Processor time of the actors' threads; 0 where the system does not report it. */
  cpuSeconds: number,
  latency: timing,
  limit,
});

/** An alert: a condition that an operator of a pipeline needs to know. */
const alert = v.object({
  kind: name,
  text,
  /** What helps, as the end of the sentence; empty if nothing does. */
  advice: text,
  /** Seconds since the start: the first time, the latest begin, and the latest time. */
  firstSeconds: count,
  sinceSeconds: count,
  lastSeconds: count,
  /** How often the alert began. */
  times: count,
  isActive: v.boolean(),
});

/** The machine of a run. */
const machine = v.object({
  cpu: text,
  cores: count,
  node: text,
  /** The kernels of the run; empty without any. */
  kernels: text,
  memoryBytes: count,
});

/** One line of a run's log. */
const logLine = v.object({
  /** The number of the line in its run, from 1. */
  number: count,
  /** Seconds since the start of the run. */
  atSeconds: number,
  level: v.picklist(logLevels),
  text,
});

/** The schema of a Snapshot. */
export const schema = v.object({
  schema: v.literal(snapshotSchema),
  /**
   * The identity of the run: random, and the same in all of its Snapshots. Another run at the same
   * address or in the same file has another one. Empty in Snapshots of earlier versions.
   */
  runId: v.optional(v.pipe(text, v.maxLength(100)), ''),
  pipeline,
  state: v.picklist(runStates),
  /** The reason of the stop request; null before a request. */
  stoppedBy: v.nullable(name),
  /** The outcome; null until the run has ended. */
  stop: v.nullable(stop),
  /** Seconds since the start, with and without pauses. */
  elapsedSeconds: count,
  activeSeconds: count,
  /** The same object in successive Snapshots while nothing changes. */
  settings,
  /** Null for a pipeline without beats. */
  beat: v.nullable(beat),
  counters: v.array(counter),
  throughput,
  /** Time from a message's publication to its count, over the run; null without a measurement. */
  latency: timing,
  /** Empty for a pipeline whose choices are not counted. */
  modes: v.array(mode),
  /** Sums over the lanes. */
  channels: v.array(channel),
  /** Means over the lanes; of batches, sums. */
  actors: v.array(actor),
  /** Each lane; empty for a run with a single one. */
  lanes: v.array(lane),
  /** Edges to other processes. Snapshots of earlier versions have none. */
  edges: v.optional(v.array(edge), []),
  rolling,
  change: v.nullable(change),
  /** The latest segments in order, the present one last, and the number of segments before them. */
  segments: v.array(segment),
  earlierSegments: count,
  /** Active alerts first, then ended ones. */
  alerts: v.array(alert),
  limit,
  /** Memory in use in bytes: the rings with all counters, and the whole process. */
  memory: v.object({sharedBytes: count, residentBytes: count}),
  machine,
  /** The latest log lines, oldest first. */
  log: v.array(logLine),
});
