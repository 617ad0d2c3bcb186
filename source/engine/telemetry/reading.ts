/**
 * A reading: every counter of the pipeline at one moment, as plain numbers.
 *
 * Taken by the main thread from memory that the actors go on writing: two actors' records may be of moments a little apart,
 * and one that is committed every few nanoseconds may be of neighbouring batches. All counts only grow, so the difference of two readings tells what happened between them.
 */
import {type ActorName, actorNames, type ChannelName, channelNames} from '../graph.ts';
import {histogramBuckets} from '../memory/histogram.ts';
import {
  type ActorState,
  actorStates,
  fillBuckets,
  type RecordField,
  type WaitKind,
  waitKinds,
} from '../memory/layout.ts';
import {readRecord} from '../memory/state-record.ts';
import type {Pipeline} from '../pipeline.ts';

export interface ActorReading {
  readonly state: ActorState;
  readonly busyMs: number;
  /** Time waited for each kind of condition, the wait that is going on included. */
  readonly waitMs: Readonly<Record<WaitKind, number>>;
  readonly waitingFor: WaitKind | null;
  /** How many batches were of each size, in the buckets of `memory/histogram.ts`, modulo 2^32. */
  readonly batchSizeCounts: Uint32Array;
}

export interface ChannelReading {
  readonly fillMessages: number;
  readonly highWaterMessages: number;
  /** How often each sixty-fourth of the capacity was seen filled at the start of a batch. */
  readonly fillCounts: Float64Array;
}

export interface Reading {
  /** Milliseconds on the engine's clock. */
  readonly atMs: number;
  readonly records: {readonly [A in ActorName]: Readonly<Record<RecordField<A>, number>>};
  readonly actors: Readonly<Record<ActorName, ActorReading>>;
  readonly channels: Readonly<Record<ChannelName, ChannelReading>>;
  /** For each thread the processor time it has used, up to a tenth of a second ago. */
  readonly threadsCpuMs: readonly number[];
  /** Counts of the heartbeat's delays and of messages' latencies, in the buckets of `memory/histogram.ts`. */
  readonly latenessCounts: Float64Array;
  readonly latencyCounts: Float64Array;
}

/** Reads all counters now. */
export function takeReading(pipeline: Pipeline, atMs: number): Reading {
  const {memory, plan} = pipeline;
  const record = <A extends ActorName>(actor: A) => readRecord(memory, plan.actors[actor], actor);
  return {
    atMs,
    // Downstream first: a message that the logger has counted is then in the others' records too.
    records: {
      logger: record('logger'),
      worker: record('worker'),
      generator: record('generator'),
      heartbeat: record('heartbeat'),
    },
    actors: byName(actorNames, (name) => readActor(pipeline, name, atMs)),
    channels: byName(channelNames, (name) => readChannel(pipeline, name)),
    threadsCpuMs: plan.cpuMsF64.map((place) => memory.f64[place] as number),
    latenessCounts: memory.f64.slice(plan.latenessF64, plan.latenessF64 + histogramBuckets),
    latencyCounts: memory.f64.slice(plan.latencyF64, plan.latencyF64 + histogramBuckets),
  };
}

function readActor(pipeline: Pipeline, name: ActorName, atMs: number): ActorReading {
  const {i32, f64} = pipeline.memory;
  const plan = pipeline.plan.actors[name];
  const waitingFor = waitKinds[Atomics.load(i32, plan.waitingForI32) - 1] ?? null;
  const sinceMs = f64[plan.waitingSinceF64] as number;
  const waitMs = byName(
    waitKinds,
    (kind) => f64[plan.waitMsF64 + waitKinds.indexOf(kind)] as number,
  );
  if (waitingFor !== null) waitMs[waitingFor] += Math.max(0, atMs - sinceMs);
  return {
    state: actorStates[Atomics.load(i32, plan.stateI32)] as ActorState,
    busyMs: f64[plan.busyMsF64] as number,
    waitMs,
    waitingFor,
    batchSizeCounts: new Uint32Array(
      i32.slice(plan.batchSizesI32, plan.batchSizesI32 + histogramBuckets),
    ),
  };
}

function readChannel(pipeline: Pipeline, name: ChannelName): ChannelReading {
  const {i32, f64} = pipeline.memory;
  const plan = pipeline.plan.channels[name];
  // The reader's position first: it can only grow towards the writer's, so the difference is never negative.
  const read = Atomics.load(i32, plan.readI32);
  const written = Atomics.load(i32, plan.writtenI32);
  return {
    fillMessages: Math.min((written - read) | 0, plan.spec.capacityMessages),
    highWaterMessages: f64[plan.highWaterF64] as number,
    fillCounts: f64.slice(plan.fillF64, plan.fillF64 + fillBuckets),
  };
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  read: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Value>;
}
