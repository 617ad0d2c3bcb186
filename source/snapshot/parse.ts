/**
 * Parses Snapshots from outside the process, from the network or from a file. Each field is
 * checked.
 *
 * Text on the screen must not control the terminal, so control characters are removed from every
 * text. The compiler checks the schema against the engine's own type.
 */
import * as v from 'valibot';
import {
  type ActorName,
  actorNames,
  alertKinds,
  type ChannelName,
  channelNames,
  kernelWidths,
  logLevels,
  type Mode,
  modes,
  runStates,
  type Snapshot,
  stopReasons,
  type WaitKind,
  waitKinds,
} from '../engine/index.ts';

/** The text is not a Snapshot. The message states the reason in a few words. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

const longestText = 10_000;
const text = v.pipe(
  v.string(),
  v.maxLength(longestText),
  v.transform((raw) => raw.replaceAll(/\p{Cc}/gu, ' ')),
);
const number = v.pipe(v.number(), v.finite());
const count = v.pipe(number, v.minValue(0));
const actorName = v.picklist(actorNames);
const waitKind = v.picklist(waitKinds);
const stopReason = v.picklist(stopReasons);

const percentiles = v.nullable(v.object({p50Ms: count, p99Ms: count}));
const figures = v.object({perSecond: number, workerNsPerMessage: v.nullable(number)});
const waits = v.object(
  Object.fromEntries(waitKinds.map((kind) => [kind, number])) as Record<WaitKind, typeof number>,
);

const stop = v.object({
  by: stopReason,
  clean: v.boolean(),
  verified: v.boolean(),
  holdouts: v.array(v.object({actor: actorName, waitingFor: v.nullable(waitKind)})),
  fault: v.nullable(text),
});

const beat = v.object({
  periodMs: count,
  sent: count,
  target: v.nullable(count),
  skipped: count,
  lateness: percentiles,
  latenessNow: percentiles,
});

const throughput = v.object({
  nowPerSecond: number,
  meanPerSecond: number,
  p50PerSecond: number,
  peakPerSecond: number,
});

const mode = <Name extends Mode>(name: Name) =>
  v.object({mode: v.literal(name), seconds: count, messages: count, perSecond: number});

const channel = <Name extends ChannelName>(name: Name) =>
  v.object({
    name: v.literal(name),
    from: actorName,
    to: actorName,
    capacityMessages: v.pipe(count, v.minValue(1)),
    sent: count,
    total: count,
    fillMessages: count,
    highWaterMessages: count,
    fillNow: count,
    fillP80: count,
  });

const actor = <Name extends ActorName>(name: Name) =>
  v.object({
    name: v.literal(name),
    thread: count,
    busyNow: number,
    busyRatio: number,
    busySeconds: number,
    waitSeconds: waits,
    waitsNow: waits,
    batches: count,
    meanBatch: number,
    batchNow: v.optional(v.nullable(v.object({p50: count, p99: count})), null),
    restarts: count,
  });

const rollingChannel = <Name extends ChannelName>(name: Name) =>
  v.object({
    name: v.literal(name),
    from: actorName,
    to: actorName,
    perSecond: number,
    fillMean: number,
    fillP80: number,
  });

const rollingActor = <Name extends ActorName>(name: Name) =>
  v.object({
    name: v.literal(name),
    load: number,
    cpuCores: number,
    cpuFrom: v.picklist(['processor', 'busy']),
  });

const limit = v.variant('by', [
  v.object({by: v.literal('nothing')}),
  v.object({by: v.literal('pause')}),
  v.object({
    by: v.literal('heartbeat'),
    batchMessages: count,
    beatsPerSecond: number,
    perSecond: number,
  }),
  v.object({by: v.picklist(['generator', 'worker', 'logger']), busy: number}),
  v.object({
    by: v.literal('handover'),
    from: v.picklist(['generator', 'logger']),
    busy: number,
  }),
  v.object({by: v.literal('cores'), cores: count, busyCores: number}),
]);

const segment = v.object({
  capacityMessages: count,
  batchMessages: count,
  mode: v.picklist(modes),
  periodMs: count,
  fromSeconds: count,
  seconds: count,
  messages: count,
  perSecond: number,
  cpuSeconds: number,
  latency: percentiles,
  limit,
});

const alert = v.object({
  kind: v.picklist(alertKinds),
  firstSeconds: count,
  sinceSeconds: count,
  lastSeconds: count,
  times: count,
  isActive: v.boolean(),
});

const schema: v.GenericSchema<unknown, Snapshot> = v.object({
  schema: v.literal(1),
  state: v.picklist(runStates),
  stoppedBy: v.nullable(stopReason),
  stop: v.nullable(stop),
  elapsedSeconds: count,
  activeSeconds: count,
  batchMessages: count,
  mode: v.picklist(modes),
  beat,
  messages: v.object({generated: count, processed: count, logged: count}),
  tallies: v.object({fizz: count, buzz: count, fizzbuzz: count, value: count}),
  heartbeats: count,
  throughput,
  latency: percentiles,
  modes: v.tuple(modes.map(mode) as [ReturnType<typeof mode>, ReturnType<typeof mode>]),
  channels: v.tuple(channelNames.map(channel) as [ReturnType<typeof channel>]),
  actors: v.tuple(actorNames.map(actor) as [ReturnType<typeof actor>]),
  rolling: v.object({
    seconds: count,
    channels: v.tuple(channelNames.map(rollingChannel) as [ReturnType<typeof rollingChannel>]),
    actors: v.tuple(actorNames.map(rollingActor) as [ReturnType<typeof rollingActor>]),
  }),
  change: v.nullable(
    v.object({what: text, before: v.nullable(figures), after: v.nullable(figures)}),
  ),
  // Older recordings do not have these fields.
  segments: v.optional(v.array(segment), []),
  earlierSegments: v.optional(count, 0),
  alerts: v.optional(v.array(alert), []),
  limit,
  memory: v.object({sharedBytes: count, residentBytes: count}),
  machine: v.object({
    cpu: text,
    cores: count,
    node: text,
    kernels: v.picklist(kernelWidths),
    memoryBytes: count,
  }),
  log: v.array(v.object({number: count, atSeconds: number, level: v.picklist(logLevels), text})),
});

/**
 * Parses a Snapshot from JSON.
 * @throws {SnapshotError} if the text is not a Snapshot or has another schema
 */
export function parseSnapshot(json: string): Snapshot {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SnapshotError('it is no JSON');
  }
  const result = v.safeParse(schema, value);
  if (result.success) return Object.freeze(result.output);
  const [issue] = result.issues;
  throw new SnapshotError(`its ${v.getDotPath(issue) ?? 'whole'} is not as expected`);
}
