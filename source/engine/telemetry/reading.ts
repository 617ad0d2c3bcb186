/**
 * A reading: every counter of the pipeline at one moment, as plain numbers.
 *
 * The main thread takes a reading while the actors continue to write the memory. The states of two
 * actors may therefore be from slightly different moments. A state that is committed every few
 * nanoseconds may be from neighbouring batches. All counts only grow, so the difference of two
 * readings is the progress between them.
 */
import type {PipelineParts} from '../actor/parts.ts';
import type {Throttling} from '../base/processor-share.ts';
import {type Graph, lookUp, mapNames} from '../definition/graph.ts';
import type {ChannelTotals} from '../definition/view.ts';
import {histogramBuckets} from '../memory/histogram.ts';
import {
  type ActorState,
  actorStates,
  batchesField,
  type FieldPlan,
  fillBuckets,
} from '../memory/layout.ts';
import {readRecord} from '../memory/state-record.ts';

/** The counters of one actor. Times are in milliseconds. */
export interface ActorReading {
  readonly state: ActorState;
  readonly busyMs: number;
  /** Time waited for each kind of condition, including the current wait. */
  readonly waitMs: Readonly<Record<string, number>>;
  readonly waitingFor: string | null;
  readonly batches: number;
  /** The number of batches per size, in the buckets of `memory/histogram.ts`, modulo 2^32. */
  readonly batchSizeCounts: Uint32Array;
}

/** The counters of one channel. */
export interface ChannelReading extends ChannelTotals {
  readonly highWaterMessages: number;
  /** Counts of the fill at the start of a batch, per sixty-fourth of the capacity. */
  readonly fillCounts: Float64Array;
}

/** The committed numbers of one actor, by field. */
export type StateReading = Readonly<Record<string, number | readonly number[]>>;

/** All counters of the pipeline at one moment. The main thread takes it. */
export interface Reading {
  /** Milliseconds on the engine's clock. */
  readonly atMs: number;
  readonly states: Readonly<Record<string, StateReading>>;
  readonly actors: Readonly<Record<string, ActorReading>>;
  readonly channels: Readonly<Record<string, ChannelReading>>;
  /** The periods of a container's quota up to now; `undefined` without one. */
  readonly throttling: Throttling | undefined;
  /** The processor time that each thread has used. It is up to 0.1 s old. */
  readonly threadsCpuMs: readonly number[];
  /** Counts of the definition's histograms and of latencies, in the buckets of the histograms. */
  readonly histograms: Readonly<Record<string, Float64Array>>;
  readonly latencyCounts: Float64Array;
}

/** Returns the messages that reached the end of the pipeline so far. */
export function countedMessages({channels}: Reading, {throughput}: Graph): number {
  return throughput.reduce((sum, {name}) => sum + lookUp(channels, name).received, 0);
}

/** Formats the counts of all channels for the log. */
export function formatCounts({channels}: Reading): string {
  return Object.entries(channels)
    .map(([name, {sent, received}]) => `${name} ${sent} sent, ${received} received`)
    .join('; ');
}

/**
 * Reads all counters now. Called on the main thread.
 * @param atMs milliseconds on the engine's clock
 */
export function takeReading(parts: PipelineParts, atMs: number, throttling?: Throttling): Reading {
  const {memory, plan, graph} = parts;
  const histogram = (indexF64: number) => memory.f64.slice(indexF64, indexF64 + histogramBuckets);
  // Downstream first: the other records then include each message that was received downstream.
  const records = new Map(
    graph.actors.toReversed().map((name) => [name, readRecord(memory, lookUp(plan.actors, name))]),
  );
  const cell = (actor: string, index: number) => records.get(actor)?.[index] ?? 0;
  const regions = Object.entries(graph.data.regions ?? {});
  const histogramNames = regions.filter(([, region]) => region === 'histogram');
  return {
    atMs,
    states: mapNames(graph.actors, (name) =>
      readState(lookUp(plan.actors, name).fields, (index) => cell(name, index)),
    ),
    actors: mapNames(graph.actors, (name) =>
      readActor(parts, name, atMs, cell(name, batchesField)),
    ),
    channels: Object.fromEntries(
      graph.channels.map(({name, from, to}) => {
        const position = (actor: string) =>
          cell(actor, lookUp(lookUp(plan.actors, actor).positions, name));
        return [name, {sent: position(from), received: position(to), ...readChannel(parts, name)}];
      }),
    ),
    throttling,
    threadsCpuMs: plan.cpuMsF64.map((index) => memory.f64[index] as number),
    histograms: Object.fromEntries(
      histogramNames.map(([name]) => [name, histogram(lookUp(plan.regions, name).byte / 8)]),
    ),
    latencyCounts: histogram(plan.latencyF64),
  };
}

function readState(
  fields: Readonly<Record<string, FieldPlan>>,
  cell: (index: number) => number,
): StateReading {
  return Object.fromEntries(
    Object.entries(fields).map(([field, {index, length}]) => [
      field,
      length === undefined ? cell(index) : Array.from({length}, (_, i) => cell(index + i)),
    ]),
  );
}

function readActor(
  {memory, plan, graph}: PipelineParts,
  name: string,
  atMs: number,
  batches: number,
): ActorReading {
  const {i32, f64} = memory;
  const actor = lookUp(plan.actors, name);
  const waitingFor = graph.waitKinds[Atomics.load(i32, actor.waitingForI32) - 1] ?? null;
  const currentMs = Math.max(0, atMs - (f64[actor.waitingSinceF64] as number));
  const waitMs = mapNames(graph.waitKinds, (kind) => {
    const sumMs = f64[actor.waitMsF64 + graph.waitKinds.indexOf(kind)] as number;
    return kind === waitingFor ? sumMs + currentMs : sumMs;
  });
  return {
    state: actorStates[Atomics.load(i32, actor.stateI32)] as ActorState,
    busyMs: f64[actor.busyMsF64] as number,
    waitMs,
    waitingFor,
    batches,
    batchSizeCounts: new Uint32Array(
      i32.slice(actor.batchSizesI32, actor.batchSizesI32 + histogramBuckets),
    ),
  };
}

function readChannel({memory, plan}: PipelineParts, name: string) {
  const {i32, f64} = memory;
  const channel = lookUp(plan.channels, name);
  // The reader's position is loaded first. It only grows towards the writer's position, so the
  // difference is never negative.
  const read = Atomics.load(i32, channel.readI32);
  const written = Atomics.load(i32, channel.writtenI32);
  return {
    fillMessages: Math.min((written - read) | 0, channel.spec.capacityMessages),
    highWaterMessages: f64[channel.highWaterF64] as number,
    fillCounts: f64.slice(channel.fillF64, channel.fillF64 + fillBuckets),
  };
}
