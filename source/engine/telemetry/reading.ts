/**
 * A reading: every counter of the pipeline at one moment, as plain numbers.
 *
 * The main thread takes a reading while the actors continue to write the memory. The state records
 * of two actors may therefore be from slightly different moments. A state record that is committed
 * every few nanoseconds may be from neighbouring batches. All counts only grow, so the difference
 * of two readings is the progress between them.
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

/** The counters of one actor. Times are in milliseconds. */
export interface ActorReading {
  readonly state: ActorState;
  readonly busyMs: number;
  /** Time waited for each kind of condition, including the current wait. */
  readonly waitMs: Readonly<Record<WaitKind, number>>;
  readonly waitingFor: WaitKind | null;
  /** The number of batches per size, in the buckets of `memory/histogram.ts`, modulo 2^32. */
  readonly batchSizeCounts: Uint32Array;
}

/** The counters of one channel. */
export interface ChannelReading {
  readonly fillMessages: number;
  readonly highWaterMessages: number;
  /** Counts of the fill at the start of a batch, per sixty-fourth of the capacity. */
  readonly fillCounts: Float64Array;
}

/** All counters of the pipeline at one moment. The main thread takes it. */
export interface Reading {
  /** Milliseconds on the engine's clock. */
  readonly atMs: number;
  readonly records: {readonly [A in ActorName]: Readonly<Record<RecordField<A>, number>>};
  readonly actors: Readonly<Record<ActorName, ActorReading>>;
  readonly channels: Readonly<Record<ChannelName, ChannelReading>>;
  /** The processor time that each thread has used. It is up to 0.1 s old. */
  readonly threadsCpuMs: readonly number[];
  /** Counts of beat delays and of message latencies, in the buckets of `memory/histogram.ts`. */
  readonly latenessCounts: Float64Array;
  readonly latencyCounts: Float64Array;
}

/**
 * Reads all counters now. Called on the main thread.
 * @param atMs milliseconds on the engine's clock
 */
export function takeReading(pipeline: Pipeline, atMs: number): Reading {
  const {memory, plan} = pipeline;
  const record = <A extends ActorName>(actor: A) => readRecord(memory, plan.actors[actor], actor);
  return {
    atMs,
    // Downstream first: the other records then include each message that the logger has counted.
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
  // The reader's position is loaded first. It only grows towards the writer's position, so the
  // difference is never negative.
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
