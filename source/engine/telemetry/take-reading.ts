/** Takes readings from the shared memory. */
import type {PipelineParts} from '../actor/parts.ts';
import type {Throttling} from '../base/processor-share.ts';
import {type Graph, type Lane, lookUp, mapNames} from '../definition/graph.ts';
import {readEdge} from '../memory/edge-cells.ts';
import {histogramBuckets} from '../memory/histogram.ts';
import {
  type ActorState,
  actorStates,
  batchesField,
  type FieldPlan,
  fillBuckets,
} from '../memory/layout.ts';
import {readRecord} from '../memory/state-record.ts';
import type {ActorReading, LaneReading, Reading, StateReading} from './reading.ts';
import {sumLanes} from './sum-lanes.ts';

/**
 * Reads all counters now. Called on the main thread.
 * @param atMs milliseconds on the engine's clock
 */
export function takeReading(parts: PipelineParts, atMs: number, throttling?: Throttling): Reading {
  const {memory, plan, graph} = parts;
  // Downstream first: the other records then include each message that was received downstream.
  const records = new Map(
    graph.actors.toReversed().map((name) => [name, readRecord(memory, lookUp(plan.actors, name))]),
  );
  const cells = new Map([...records].map(([name, record]) => [name, record.cells]));
  const lanes = graph.lanes.map((names, lane) => readLane(parts, names, lane, cells, atMs));
  return {
    ...sumLanes(graph.data, lanes),
    isConsistent: [...records.values()].every(({isConsistent}) => isConsistent),
    atMs,
    lanes,
    throttling,
    threadsCpuMs: sumThreads(
      graph,
      plan.cpuMsF64.map((index) => memory.f64[index] as number),
    ),
  };
}

/** Sums the processor times of threads with the same entry of the grouping. */
function sumThreads({threadEntries}: Graph, threadsMs: readonly number[]): readonly number[] {
  const sums: number[] = [];
  for (const [thread, ms] of threadsMs.entries()) {
    // A grouping with fewer threads keeps what the other threads had used.
    const entry = threadEntries[thread] ?? thread;
    sums[entry] = (sums[entry] ?? 0) + ms;
  }
  return Array.from(sums, (ms = 0) => ms);
}

function readLane(
  parts: PipelineParts,
  {actors, channels}: Lane,
  lane: number,
  records: ReadonlyMap<string, Float64Array>,
  atMs: number,
): LaneReading {
  const {memory, plan, graph} = parts;
  const histogram = (indexF64: number) => memory.f64.slice(indexF64, indexF64 + histogramBuckets);
  const cell = (actor: string, index: number) => records.get(actor)?.[index] ?? 0;
  const regions = Object.entries(graph.data.regions ?? {});
  const histogramNames = regions.filter(([, region]) => region === 'histogram');
  const byName = <Value>(names: Lane['actors'], create: (name: string) => Value) =>
    mapNames(Object.keys(names), (defined) => create(lookUp(names, defined)));
  return {
    states: byName(actors, (name) =>
      readState(lookUp(plan.actors, name).fields, (index) => cell(name, index)),
    ),
    actors: byName(actors, (name) => readActor(parts, name, atMs, cell(name, batchesField))),
    channels: byName(channels, (name) => {
      const {from, to} = lookUp(plan.channels, name).spec;
      const position = (actor: string) =>
        cell(actor, lookUp(lookUp(plan.actors, actor).positions, name));
      return {sent: position(from), received: position(to), ...readChannel(parts, name)};
    }),
    histograms: Object.fromEntries(
      histogramNames.map(([name]) => [
        name,
        histogram(lookUp(plan.regions[lane] ?? {}, name).byte / 8),
      ]),
    ),
    latencyCounts: histogram(plan.latencyF64[lane] as number),
    edges: mapNames(Object.keys(plan.edgesF64), (name) =>
      readEdge(memory.f64, lookUp(plan.edgesF64, name)),
    ),
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
