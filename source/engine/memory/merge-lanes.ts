/**
 * Moves a pipeline's state to a memory with another number of lanes.
 *
 * The main thread calls these functions while no other thread runs. All counts continue: each sum
 * over the lanes goes to the first lane, and the other lanes begin with 0. Times go to each lane as
 * the mean over the lanes, so that an actor's share of the time stays the same.
 */
import {type Graph, lookUp} from '../definition/graph.ts';
import {isSharedActor} from '../definition/lanes.ts';
import {histogramBuckets} from './histogram.ts';
import {type ActorPlan, batchesField, fillBuckets, type MemoryPlan} from './layout.ts';
import type {SharedMemory} from './shared.ts';
import {committedRecord} from './state-record.ts';

/** A pipeline's memory with its plan. */
export interface PlannedMemory {
  readonly graph: Graph;
  readonly plan: MemoryPlan;
  readonly memory: SharedMemory;
}

/**
 * Copies the commands, and merges all counts of the lanes into the successor.
 * @param successor new memory with the initial values of all states
 */
export function mergeLanes(drained: PlannedMemory, successor: PlannedMemory): void {
  const [from, to] = [drained.memory.f64, successor.memory.f64];
  copyCommands(drained, successor);
  const [threadF64] = successor.plan.cpuMsF64 as [number];
  to[threadF64] = sumAt(from, drained.plan.cpuMsF64);
  for (const actor of Object.keys(drained.graph.data.actors)) mergeActor(drained, successor, actor);
  for (const channel of Object.keys(drained.graph.data.channels)) {
    mergeChannel(drained, successor, channel);
  }
  const merge = (starts: (plan: MemoryPlan) => readonly number[]) =>
    mergeCounts(from, starts(drained.plan), to, starts(successor.plan)[0], histogramBuckets);
  merge(({latencyF64}) => latencyF64);
  for (const [name, region] of Object.entries(drained.graph.data.regions ?? {})) {
    if (region !== 'histogram') continue;
    merge(({regions}) => regions.map((lane) => lookUp(lane, name).byte / 8));
  }
}

/** All words before the first doorbell have the same addresses in all plans of a definition. */
function copyCommands(drained: PlannedMemory, successor: PlannedMemory): void {
  const [bellI32 = 0] = drained.plan.bellsI32;
  const commands = new Uint8Array(drained.memory.memory.buffer, 0, bellI32 * 4);
  new Uint8Array(successor.memory.memory.buffer, 0, bellI32 * 4).set(commands);
}

function mergeActor(drained: PlannedMemory, successor: PlannedMemory, actor: string): void {
  const {data} = drained.graph;
  const [from, to] = [drained.memory.f64, successor.memory.f64];
  const isShared = isSharedActor(data, actor);
  const plans = ({graph, plan}: PlannedMemory) =>
    graph.lanes.map((_, lane) => planIn(graph, plan, lane, actor));
  const sources = isShared ? plans(drained).slice(0, 1) : plans(drained);
  const targets = isShared ? plans(successor).slice(0, 1) : plans(successor);
  const [target] = targets as [ActorPlan];
  const records = sources.map((source) => committedRecord(drained.memory, source));
  const record = committedRecord(successor.memory, target);
  const merge = (index: number, sourceIndex = index) => {
    to[record + index] = sumAt(
      from,
      records.map((start) => start + sourceIndex),
    );
  };
  merge(batchesField);
  for (const [field, {index, length = 1}] of Object.entries(target.fields)) {
    const {index: first} = lookUp((sources[0] as ActorPlan).fields, field);
    for (let i = 0; i < length; i++) merge(index + i, first + i);
  }
  const times = 1 + drained.graph.waitKinds.length;
  for (const {busyMsF64} of targets) {
    for (let i = 0; i < times; i++) {
      const sum = sumAt(
        from,
        sources.map((source) => source.busyMsF64 + i),
      );
      to[busyMsF64 + i] = sum / sources.length;
    }
  }
  const sizes = successor.memory.i32;
  for (let bucket = 0; bucket < histogramBuckets; bucket++) {
    sizes[target.batchSizesI32 + bucket] = sumAt(
      drained.memory.i32,
      sources.map((source) => source.batchSizesI32 + bucket),
    );
  }
}

/** Merges the positions of a channel, and its counts of fills. All lanes of it are empty. */
function mergeChannel(drained: PlannedMemory, successor: PlannedMemory, channel: string): void {
  const {from: sender, to: receiver} = lookUp(drained.graph.data.channels, channel);
  let messages = 0;
  for (const lane of drained.graph.lanes.keys()) {
    messages += drained.memory.f64[positionF64(drained, lane, sender, channel)] as number;
  }
  for (const actor of [sender, receiver]) {
    successor.memory.f64[positionF64(successor, 0, actor, channel)] = messages;
  }
  const plans = ({graph, plan}: PlannedMemory) =>
    graph.lanes.map((lane) => lookUp(plan.channels, lookUp(lane.channels, channel)));
  const [target] = plans(successor);
  if (target === undefined) return;
  for (const word of [target.writtenI32, target.readI32]) {
    Atomics.store(successor.memory.i32, word, messages | 0);
  }
  mergeCounts(
    drained.memory.f64,
    plans(drained).map(({fillF64}) => fillF64),
    successor.memory.f64,
    target.fillF64,
    fillBuckets,
  );
}

function positionF64(
  {graph, plan, memory}: PlannedMemory,
  lane: number,
  actor: string,
  channel: string,
): number {
  const actorPlan = planIn(graph, plan, lane, actor);
  const name = lookUp((graph.lanes[lane] as Graph['lanes'][number]).channels, channel);
  return committedRecord(memory, actorPlan) + lookUp(actorPlan.positions, name);
}

function planIn({lanes}: Graph, {actors}: MemoryPlan, lane: number, actor: string): ActorPlan {
  return lookUp(actors, lookUp((lanes[lane] as Graph['lanes'][number]).actors, actor));
}

function mergeCounts(
  from: Float64Array,
  starts: readonly number[],
  to: Float64Array,
  target: number | undefined,
  length: number,
): void {
  if (target === undefined) return;
  for (let i = 0; i < length; i++)
    to[target + i] = sumAt(
      from,
      starts.map((start) => start + i),
    );
}

function sumAt(cells: Float64Array | Int32Array, indexes: readonly number[]): number {
  return indexes.reduce((sum, index) => sum + (cells[index] as number), 0);
}
