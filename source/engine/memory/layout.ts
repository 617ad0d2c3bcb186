/**
 * Every shared byte, named and computed in one place.
 *
 * One shared Wasm memory holds the whole engine. Whoever writes a line is its only writer, but for the stop word, which
 * anyone may set once, the generation, which whoever gives a command raises, and the bells, which sleeper and ringer exchange. Everything is on lines of 128 bytes (two cache
 * lines: processors fetch pairs), so that no two writers share one.
 *
 *     0        the kernels' own constants
 *     2 KiB    control        generation · started · paused · mode · stop · emptying | beat period · beats
 *              bells          a line for each thread
 *              processor time a line for each thread
 *              each actor     sequence | record A | record B | state · waiting for | counters | batch sizes
 *              each channel   written · closed | read | receiver wants | sender wants | fill histogram | stamps
 *              lateness       histogram of the heartbeat's delays
 *              latency        histogram from publication by the generator to being counted
 *              milestones     cells of the logger's last milestones
 *              scratch        tally counts | two buffers of the double-buffer mode
 *     64 KiB*  rings          values, results, beats
 *
 * The plan is computed alike on every thread from the graph; nothing of it travels. What stands before the rings has the same place
 * whatever their capacity, so a pipeline can be moved into other rings by copying it.
 */
import {assert} from '../errors.ts';
import {
  type ActorName,
  actorNames,
  type ChannelName,
  type ChannelSpec,
  type Graph,
} from '../graph.ts';
import {
  bufferMessages,
  kernelDataEndByte,
  milestoneSlots,
  stampSlots,
  wordBytes,
} from '../limits.ts';
import {histogramBuckets} from './histogram.ts';

// lesson: cache
const lineBytes = 128;
/** Rings start on a boundary of a Wasm page. */
const ringAlignmentBytes = 65_536;

/** What an actor can wait for. A code in memory is the place in this list plus one; 0 is "nothing: it works". */
export const waitKinds = ['input', 'room', 'beat', 'schedule', 'pause'] as const;
export type WaitKind = (typeof waitKinds)[number];

/** Stages of an actor's life, in order; a code in memory is the place in this list. */
export const actorStates = ['starting', 'running', 'agreed'] as const;
export type ActorState = (typeof actorStates)[number];

/** Numbers of an actor's committed record, in their order; each is a 64-bit float that is exact up to 2^53. */
export const recordFields = {
  heartbeat: ['sent', 'skipped', 'batches', 'periodMs', 'anchorMs', 'sinceAnchor'],
  generator: ['sent', 'batches', 'remaining'],
  worker: ['received', 'beats', 'batches', 'remaining', 'mode', 'doubleBuffer', 'zeroCopy'],
  logger: ['received', 'batches', 'remaining', 'fizz', 'buzz', 'fizzbuzz'],
} as const satisfies Record<ActorName, readonly string[]>;
export type RecordField<A extends ActorName> = (typeof recordFields)[A][number];

/** The place of each number in an actor's record, by name. */
export function recordIndexes<A extends ActorName>(actor: A): Record<RecordField<A>, number> {
  const fields: readonly RecordField<A>[] = recordFields[actor];
  return Object.fromEntries(fields.map((field, place) => [field, place])) as Record<
    RecordField<A>,
    number
  >;
}

/** Cells of a milestone: the count, then the tallies at exactly that count. */
export const milestoneCells = ['total', 'fizz', 'buzz', 'fizzbuzz'] as const;

/** Buckets of fill in sixty-fourths of the capacity; the last is "full". */
export const fillBuckets = 65;

/** Names ending in `I32` are indexes into the 32-bit view, in `F64` into the float view, in `Byte` byte offsets. */
export interface ControlPlan {
  readonly generationI32: number;
  readonly startedI32: number;
  readonly pausedI32: number;
  readonly modeI32: number;
  readonly stopI32: number;
  readonly drainForResizeI32: number;
  readonly beatPeriodF64: number;
  readonly beatsTargetF64: number;
}

export interface ActorPlan {
  readonly sequenceI32: number;
  readonly recordsF64: readonly [number, number];
  readonly stateI32: number;
  readonly waitingForI32: number;
  readonly waitingSinceF64: number;
  readonly busyMsF64: number;
  /** First of as many sums as there are wait kinds. */
  readonly waitMsF64: number;
  /** First of `histogramBuckets` counts, which wrap after 2^32 batches. */
  readonly batchSizesI32: number;
}

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
  /** First of `stampSlots` times. */
  readonly stampsF64: number;
  readonly ringByte: number;
}

export interface MemoryPlan {
  readonly control: ControlPlan;
  /** For each thread its bell. */
  readonly bellsI32: readonly number[];
  /** For each thread the processor time it has used. */
  readonly cpuMsF64: readonly number[];
  readonly actors: Readonly<Record<ActorName, ActorPlan>>;
  readonly channels: Readonly<Record<ChannelName, ChannelPlan>>;
  readonly latenessF64: number;
  readonly latencyF64: number;
  readonly milestonesF64: number;
  readonly tallyByte: number;
  /** The two buffers of the double-buffer mode. */
  readonly inputByte: number;
  readonly outputByte: number;
  /** Where the rings begin. */
  readonly ringsByte: number;
  readonly totalBytes: number;
}

/** Hands out stretches of memory, each on lines of its own. */
class Allocator {
  #nextByte = kernelDataEndByte;

  /** The byte offset of `bytes` bytes that nobody else has. */
  take(bytes: number, alignmentBytes = lineBytes): number {
    const start = Math.ceil(this.#nextByte / alignmentBytes) * alignmentBytes;
    this.#nextByte = start + Math.ceil(bytes / lineBytes) * lineBytes;
    return start;
  }

  /** Index of the first of `count` 32-bit words on lines of their own. */
  i32(count = 1): number {
    return this.take(count * 4) / 4;
  }

  /** Index of the first of `count` 64-bit floats on lines of their own. */
  f64(count = 1): number {
    return this.take(count * 8) / 8;
  }
}

/** Lays out the memory of a pipeline. Pure: the same graph gives the same plan. */
export function planMemory(graph: Graph): MemoryPlan {
  const memory = new Allocator();
  const control = planControl(memory);
  const bellsI32 = graph.threads.map(() => memory.i32());
  const cpuMsF64 = graph.threads.map(() => memory.f64());
  const actors = mapNames(actorNames, () => planActor(memory));
  const state = graph.channels.map((spec) => planChannelState(memory, spec));
  const rest = {
    latenessF64: memory.f64(histogramBuckets),
    latencyF64: memory.f64(histogramBuckets),
    milestonesF64: memory.f64(milestoneSlots * milestoneCells.length),
    tallyByte: memory.take(milestoneCells.length * 4),
    inputByte: memory.take(bufferMessages * wordBytes),
    outputByte: memory.take(bufferMessages * wordBytes),
  };
  const ringsByte = memory.take(0, ringAlignmentBytes);
  const channels = Object.fromEntries(
    state.map((plan) => [
      plan.spec.name,
      {...plan, ringByte: memory.take(plan.spec.capacityMessages * wordBytes, ringAlignmentBytes)},
    ]),
  ) as Record<ChannelName, ChannelPlan>;
  return {
    control,
    bellsI32,
    cpuMsF64,
    actors,
    channels,
    ...rest,
    ringsByte,
    totalBytes: memory.take(0, ringAlignmentBytes),
  };
}

function planControl(memory: Allocator): ControlPlan {
  const words = memory.i32(6);
  const numbers = memory.f64(2);
  return {
    generationI32: words,
    startedI32: words + 1,
    pausedI32: words + 2,
    modeI32: words + 3,
    stopI32: words + 4,
    drainForResizeI32: words + 5,
    beatPeriodF64: numbers,
    beatsTargetF64: numbers + 1,
  };
}

function planActor(memory: Allocator): ActorPlan {
  const recordLength = Math.max(...Object.values(recordFields).map((fields) => fields.length));
  assert(recordLength * 8 <= lineBytes, 'a record is one line, so that a commit touches few');
  const sequenceI32 = memory.i32();
  const recordsF64 = [memory.f64(recordLength), memory.f64(recordLength)] as const;
  const state = memory.take(lineBytes);
  const counters = memory.f64(1 + waitKinds.length);
  return {
    sequenceI32,
    recordsF64,
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
  const receiverThresholdI32 = memory.i32();
  const senderThresholdI32 = memory.i32();
  const fill = memory.f64(1 + fillBuckets);
  return {
    spec,
    writtenI32: sender,
    closedI32: sender + 1,
    readI32,
    receiverThresholdI32,
    senderThresholdI32,
    highWaterF64: fill,
    fillF64: fill + 1,
    stampsF64: memory.f64(stampSlots),
  };
}

function mapNames<Name extends string, Value>(
  names: readonly Name[],
  plan: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, plan(name)])) as Record<Name, Value>;
}
