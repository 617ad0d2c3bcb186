/**
 * All bounds and defaults of the engine, with assertions of the relations between them.
 *
 * The values are constants. Options, memory planning, actors and telemetry read them.
 */
import {assert} from './errors.ts';

/** Messages in each large channel by default. */
export const capacityDefaultMessages = 1_048_576;
/** Smallest capacity of a large channel: two batches of one message. */
export const capacityMinMessages = 2;
/**
 * Largest capacity of a large channel. 2^26 messages are 512 MiB per ring. Two rings and the data
 * beside them fit the 4 GiB of a 32-bit Wasm memory.
 */
export const capacityMaxMessages = 67_108_864;

/** Capacity of the `beats` channel. */
export const beatsCapacityMessages = 1_024;

/** Milliseconds between beats by default. */
export const beatPeriodDefaultMs = 2;
/** Shortest period between beats. A period below a microsecond is effectively a free run. */
export const beatPeriodMinMs = 0.001;
/** Longest period between beats: an hour. */
export const beatPeriodMaxMs = 3_600_000;
/** Beats after which a run stops by default. */
export const beatsDefault = 30_000;

/** Longest finite duration of a run: 365 days. */
export const durationMaxSeconds = 31_536_000;

/** Lateness beyond which the heartbeat restarts its schedule instead of catching up. */
export const latenessMaxMs = 1_000;

/** Size of a word, which is one message: 64 bits, of which 62 are value and two classification. */
export const wordBytes = 8;

/** End of the compiled kernels' constants: an offset into the shared memory. */
export const kernelDataEndByte = 2_048;

/**
 * Messages that an actor processes, commits and publishes at once: 1 MiB, an eighth of a ring of
 * the default size. A slice is long enough that the doorbells between two slices cost nothing. It
 * is short enough that neighbours work at the same time.
 */
export const sliceMaxMessages = 131_072;

/**
 * Messages in each of the two buffers of double-buffer mode: 1 KiB each. Both buffers stay in the
 * first-level cache. They are short enough that the processor overlaps the copying of one span with
 * the arithmetic of the next.
 */
export const bufferMessages = 128;

/** Time since its last batch after which the logger starts a partial batch. */
export const loggerPeriodMs = 30;

/** Messages at the start of a run that are all milestones. */
export const milestonesSingle = 15;
/** Messages between two later milestones, which are the multiples of this number. */
export const milestoneIntervalMessages = 134_217_728;
/**
 * Milestone records in memory: three quarters of a minute of milestones at three billion messages
 * per second.
 */
export const milestoneSlots = 1_024;

/**
 * Stamps per channel capacity: evenly spaced messages for which the publication time is stored.
 */
export const stampsPerCapacity = 64;
/**
 * Stamps in memory: four capacities' worth. Messages in flight span at most two capacities, so a
 * stamp cannot be overwritten before it is read.
 */
export const stampSlots = 256;

/** Time that actors may take to agree to a stop by default. A later stop is unclean. */
export const stopDeadlineMs = 20_000;

/**
 * Address space that V8 reserves for the code of a thread. V8's default is half a gigabyte per
 * thread.
 */
export const threadCodeMebibytes = 16;
/**
 * Address space required for each thread at the start. A thread took 100 to 220 MiB on Node 24, and
 * more on Node 26. The rest is for the main thread.
 */
export const threadSpaceBytes = 512 * 2 ** 20;

/**
 * Unintended exits of a thread that a run survives within the window. The run fails when a thread
 * exits more often.
 */
export const restartsMax = 5;
/** The window in which a thread's exits are counted. */
export const restartWindowMs = 10_000;

/**
 * Shortest mean time between random crashes. A new thread takes some tens of milliseconds to start.
 * A thread that is crashed sooner would never do any work.
 */
export const chaosMeanMinSeconds = 0.1;
/** Longest finite mean time between random crashes: a day. */
export const chaosMeanMaxSeconds = 86_400;

assert(capacityMinMessages >= 2, 'two batches of one message must fit the smallest ring');
assert(
  isPowerOfTwo(capacityDefaultMessages) && isPowerOfTwo(capacityMaxMessages),
  'positions are masked',
);
assert(isPowerOfTwo(beatsCapacityMessages), 'positions are masked');
assert(stampSlots >= 4 * stampsPerCapacity, 'a stamp must outlive the messages in flight');
assert(capacityMaxMessages * wordBytes * 2 < 2 ** 32, 'both rings must fit a 32-bit memory');

/** Returns true for 1, 2, 4, 8 … up to 2^30. */
export function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value > 0 && (value & (value - 1)) === 0;
}
