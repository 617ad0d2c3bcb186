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
 *     0        kernels        constants of the kernels
 *     2 KiB    control        command version · started · paused · mode · stop · draining
 *                             | beat period · beats
 *              doorbells      one line per thread
 *              processor time one line per thread
 *              each actor     sequence | record A | record B | state · waiting for | counters
 *                             | batch sizes
 *              each channel   written · closed | read | receiver threshold | sender threshold
 *                             | fill histogram | stamps
 *              lateness       histogram of the heartbeat's delays
 *              latency        histogram of the time from the generator's publication of a message
 *                             until the logger counts it
 *              milestones     cells of the logger's last milestones
 *              scratch        tally counts | two buffers of the double-buffer mode
 *     64 KiB*  rings          values, results, beats
 *
 * Every thread computes the same plan from the graph, so the plan is never sent. The addresses
 * before the rings do not depend on the capacity. A copy of that part therefore moves a pipeline to
 * rings of another capacity.
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
/** Rings start at the boundary of a Wasm page. */
const ringAlignmentBytes = 65_536;

/**
 * The kinds of conditions for which an actor waits. A code in memory is the index in this list plus
 * one. The code 0 means that the actor does not wait: it works.
 */
export const waitKinds = ['input', 'room', 'beat', 'schedule', 'pause'] as const;
/** One of `waitKinds`. */
export type WaitKind = (typeof waitKinds)[number];

/** The states of an actor, in their order in time. A code in memory is the index in this list. */
export const actorStates = ['starting', 'running', 'agreed'] as const;
/** One of `actorStates`. */
export type ActorState = (typeof actorStates)[number];

/**
 * The fields of each actor's state record, in their order in memory. Each field is a 64-bit float,
 * which is exact up to 2^53.
 */
export const recordFields = {
  heartbeat: ['sent', 'skipped', 'batches', 'periodMs', 'anchorMs', 'sinceAnchor'],
  generator: ['sent', 'batches', 'remaining'],
  worker: ['received', 'beats', 'batches', 'remaining', 'mode', 'doubleBuffer', 'zeroCopy'],
  logger: ['received', 'batches', 'remaining', 'fizz', 'buzz', 'fizzbuzz'],
} as const satisfies Record<ActorName, readonly string[]>;
/** The name of a field in the state record of the actor `A`. */
export type RecordField<A extends ActorName> = (typeof recordFields)[A][number];

/** The index of each field in an actor's state record, by name. */
export function recordIndexes<A extends ActorName>(actor: A): Record<RecordField<A>, number> {
  const fields: readonly RecordField<A>[] = recordFields[actor];
  return Object.fromEntries(fields.map((field, place) => [field, place])) as Record<
    RecordField<A>,
    number
  >;
}

/** The cells of a milestone: the count of messages, then the tallies at exactly that count. */
export const milestoneCells = ['total', 'fizz', 'buzz', 'fizzbuzz'] as const;

/** Buckets of a channel's fill, in sixty-fourths of the capacity. The last bucket means "full". */
export const fillBuckets = 65;

/**
 * The addresses of the command words. In all plans, the end of a name states the kind of address:
 * `I32` is an index into the 32-bit view, `F64` an index into the 64-bit float view, and `Byte` an
 * offset in bytes.
 */
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

/** The addresses of an actor's state record, state and counters. */
export interface ActorPlan {
  readonly sequenceI32: number;
  readonly recordsF64: readonly [number, number];
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
  /** The doorbell of each thread. */
  readonly bellsI32: readonly number[];
  /** The processor time that each thread has used. */
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
  /** Start of the rings. */
  readonly ringsByte: number;
  readonly totalBytes: number;
}

/** Allocates memory sequentially. Each allocation is on lines of its own. */
class Allocator {
  #nextByte = kernelDataEndByte;

  /** Allocates `bytes` bytes and returns their byte offset. */
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

/**
 * Plans the memory of a pipeline. The function is pure: the same graph always results in the same
 * plan.
 */
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
