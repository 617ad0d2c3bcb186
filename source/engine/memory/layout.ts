/**
 * The layout of the shared memory: the name and the address of every shared byte.
 *
 * One shared Wasm memory holds the whole engine. A line has 128 bytes, which are two cache lines,
 * because processors fetch pairs of them. Every item starts on a line of its own, so that two
 * writers never share a line. A line has one writer, with three exceptions:
 *
 * - Any thread may set the stop word. It is set once, by the first request for a stop.
 * - Each part that gives a command raises the command version.
 * - The sleeping thread and the ringing thread both write a doorbell.
 *
 * In this table, `|` separates items on lines of their own and `·` separates words of a line:
 *
 *     0        reserved       static data of Wasm modules, if the definition reserves bytes
 *              control        command version · started · paused · stop · draining | settings
 *              doorbells      one line per thread of the grouping with the most threads
 *              processor time one line per thread of that grouping
 *              each actor     sequence | record A | record B | state · waiting for | counters
 *                             | batch sizes
 *              each channel   written · closed | read | receiver threshold | sender threshold
 *                             | fill histogram | stamps
 *              latency        per lane: histogram of the time from a message's publication to its
 *                             count
 *              regions        per lane: the definition's histograms and buffers
 *              edges          the report of each edge
 *     64 KiB*  rings          one per channel
 *
 * Every thread computes the same plan from the graph, so the plan is never sent. The addresses
 * before the rings depend neither on the capacity nor on the grouping. A copy of that part
 * therefore moves a pipeline to rings of another capacity. The addresses before the doorbells do
 * not depend on the number of lanes either.
 */
import {stampSlots} from '../base/limits.ts';
import {
  actorData,
  type ChannelSpec,
  channelsOf,
  type Graph,
  lookUp,
  mapNames,
} from '../definition/graph.ts';
import type {RegionData} from '../definition/types.ts';
import {Allocator, lineBytes} from './allocator.ts';
import {edgeWords} from './edge-cells.ts';
import {histogramBuckets} from './histogram.ts';

/** Rings start at the boundary of a Wasm page. */
const ringAlignmentBytes = 65_536;

/** The states of an actor, in their order in time. A code in memory is the index in this list. */
export const actorStates = ['starting', 'running', 'done'] as const;
/** One of `actorStates`. */
export type ActorState = (typeof actorStates)[number];

/** Buckets of a channel's fill, in sixty-fourths of the capacity. The last bucket means "full". */
export const fillBuckets = 65;

/**
 * The addresses of the command words. In all plans, the end of a name states the kind of address:
 * `I32` is an index into the 32-bit view, `F64` an index into the 64-bit float view, and `Byte` an
 * offset in bytes.
 */
export interface ControlPlan {
  readonly versionI32: number;
  readonly startedI32: number;
  readonly pausedI32: number;
  readonly stopI32: number;
  readonly drainForReshapeI32: number;
}

/** A field of a state record: the index of its first number, and its length if it is an array. */
export interface FieldPlan {
  readonly index: number;
  readonly length: number | undefined;
}

/** The addresses of an actor's state record, state and counters. */
export interface ActorPlan {
  readonly sequenceI32: number;
  readonly recordsF64: readonly [number, number];
  readonly recordLength: number;
  /** Index of each channel's position in the record: messages sent or received by the actor. */
  readonly positions: Readonly<Record<string, number>>;
  readonly fields: Readonly<Record<string, FieldPlan>>;
  readonly stateI32: number;
  readonly waitingForI32: number;
  readonly waitingSinceF64: number;
  readonly busyMsF64: number;
  /** First of the sums in milliseconds, one per wait kind. */
  readonly waitMsF64: number;
  /** First of `histogramBuckets` counts. A count wraps after 2^32 batches. */
  readonly batchSizesI32: number;
}

/** The addresses of a channel's words, counters, time stamps and ring. */
export interface ChannelPlan {
  readonly spec: ChannelSpec;
  readonly writtenI32: number;
  readonly closedI32: number;
  readonly readI32: number;
  readonly receiverThresholdI32: number;
  readonly senderThresholdI32: number;
  readonly highWaterF64: number;
  /** First of `fillBuckets` counts. */
  readonly fillF64: number;
  /** First of `stampSlots` time stamps. */
  readonly stampsF64: number;
  readonly ringByte: number;
}

/** The addresses of everything in the shared memory. */
export interface MemoryPlan {
  readonly control: ControlPlan;
  readonly settingsF64: Readonly<Record<string, number>>;
  /** The doorbell of each thread. */
  readonly bellsI32: readonly number[];
  /** The processor time that each thread has used. */
  readonly cpuMsF64: readonly number[];
  readonly actors: Readonly<Record<string, ActorPlan>>;
  readonly channels: Readonly<Record<string, ChannelPlan>>;
  /** The histogram of latencies of each lane. */
  readonly latencyF64: readonly number[];
  /** The regions of each lane. */
  readonly regions: ReadonlyArray<
    Readonly<Record<string, {readonly byte: number; readonly bytes: number}>>
  >;
  /** The report of each edge. */
  readonly edgesF64: Readonly<Record<string, number>>;
  /** Start of the rings. */
  readonly ringsByte: number;
  readonly totalBytes: number;
}

/** Plans the memory of a graph. Pure: the same graph always results in the same plan. */
export function planMemory(graph: Graph): MemoryPlan {
  const {reservedBytes = 0, settings = {}, regions = {}, edges = {}} = graph.data;
  const memory = new Allocator(reservedBytes);
  const threads = Array.from({length: graph.threadsMax});
  const control = planControl(memory);
  const names = Object.keys(settings);
  const firstF64 = memory.f64(names.length);
  const fixed = {
    control,
    settingsF64: mapNames(names, (name) => firstF64 + names.indexOf(name)),
    bellsI32: threads.map(() => memory.i32()),
    cpuMsF64: threads.map(() => memory.f64()),
    actors: mapNames(graph.actors, (name) => planActor(memory, graph, name)),
  };
  const states = graph.channels.map((spec) => planChannelState(memory, spec));
  const latencyF64 = graph.lanes.map(() => memory.f64(histogramBuckets));
  const regionPlans = graph.lanes.map(() =>
    mapNames(Object.keys(regions), (name) => {
      const bytes = regionBytes(lookUp(regions, name));
      return {byte: memory.take(bytes), bytes};
    }),
  );
  const edgesF64 = mapNames(Object.keys(edges), () => memory.f64(edgeWords));
  const ringsByte = memory.take(0, ringAlignmentBytes);
  const channels = states.map((plan) => {
    const bytes = plan.spec.capacityMessages * plan.spec.messageBytes;
    return [plan.spec.name, {...plan, ringByte: memory.take(bytes, ringAlignmentBytes)}] as const;
  });
  return {
    ...fixed,
    channels: Object.fromEntries(channels),
    latencyF64,
    regions: regionPlans,
    edgesF64,
    ringsByte,
    totalBytes: memory.take(0, ringAlignmentBytes),
  };
}

function regionBytes(region: RegionData): number {
  return region === 'histogram' ? histogramBuckets * 8 : region.bytes;
}

function planControl(memory: Allocator): ControlPlan {
  const words = memory.i32(5);
  return {
    versionI32: words,
    startedI32: words + 1,
    pausedI32: words + 2,
    stopI32: words + 3,
    drainForReshapeI32: words + 4,
  };
}

/** Index of the count of batches in every state record. */
export const batchesField = 0;

function planActor(memory: Allocator, graph: Graph, name: string): ActorPlan {
  let recordLength = batchesField + 1;
  const positions: Record<string, number> = {};
  for (const channel of channelsOf(graph, name)) positions[channel.name] = recordLength++;
  const fields: Record<string, FieldPlan> = {};
  for (const [field, initial] of Object.entries(actorData(graph, name).state ?? {})) {
    const length = typeof initial === 'number' ? undefined : initial.length;
    fields[field] = {index: recordLength, length};
    recordLength += length ?? 1;
  }
  const sequenceI32 = memory.i32();
  const recordsF64 = [memory.f64(recordLength), memory.f64(recordLength)] as const;
  const state = memory.take(lineBytes);
  const counters = memory.f64(1 + graph.waitKinds.length);
  return {
    sequenceI32,
    recordsF64,
    recordLength,
    positions,
    fields,
    stateI32: state / 4,
    waitingForI32: state / 4 + 1,
    waitingSinceF64: state / 8 + 1,
    busyMsF64: counters,
    waitMsF64: counters + 1,
    batchSizesI32: memory.i32(histogramBuckets),
  };
}

function planChannelState(memory: Allocator, spec: ChannelSpec): Omit<ChannelPlan, 'ringByte'> {
  const sender = memory.i32(2);
  const readI32 = memory.i32();
  const thresholds = [memory.i32(), memory.i32()] as const;
  const fill = memory.f64(1 + fillBuckets);
  return {
    spec,
    writtenI32: sender,
    closedI32: sender + 1,
    readI32,
    receiverThresholdI32: thresholds[0],
    senderThresholdI32: thresholds[1],
    highWaterF64: fill,
    fillF64: fill + 1,
    stampsF64: memory.f64(stampSlots),
  };
}
