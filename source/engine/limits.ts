/**
 * Every bound and default of the engine in one place, with the relations that must hold between them.
 *
 * Written by nobody, read by options, memory planning, actors and telemetry.
 */
import {assert} from './errors.ts';

/** Messages in each large channel when nothing else is asked for. */
export const capacityDefaultMessages = 1_048_576;
export const capacityMinMessages = 2;
/** 2^26 messages are 512 MiB a ring; two rings and their neighbours fit the 4 GiB of a 32-bit Wasm memory. */
export const capacityMaxMessages = 67_108_864;

/** Slots of the `beats` channel. */
export const beatsCapacityMessages = 1_024;

export const beatPeriodDefaultMs = 2;
/** A shorter period than a microsecond is a free run in all but name. */
export const beatPeriodMinMs = 0.001;
export const beatPeriodMaxMs = 3_600_000;
export const beatsDefault = 30_000;

export const durationMaxSeconds = 31_536_000;

/** A heartbeat later than this starts its schedule anew instead of catching up. */
export const latenessMaxMs = 1_000;

/** A word is 64 bits: 62 of value, two of classification. */
export const wordBytes = 8;

/** The compiled kernels keep their constants below this offset of the shared memory. */
export const kernelDataEndByte = 2_048;

/**
 * What an actor works on, commits and publishes at once: 1 MiB, an eighth of a ring of the default size. Long enough that
 * the bells between two slices cost nothing, short enough that neighbours work at the same time.
 */
export const sliceMaxMessages = 131_072;

/**
 * Double-buffer mode copies through two buffers of this size: 1 KiB each, so that they stay in the first-level cache, and
 * so short that the processor overlaps the copying of one stretch with the arithmetic of the next.
 */
export const bufferMessages = 128;

/** The logger starts a partial batch when this time has passed since its last one. */
export const loggerPeriodMs = 30;

/** Milestones: each of the first messages, then each multiple of a large interval. */
export const milestonesSingle = 15;
export const milestoneIntervalMessages = 134_217_728;
/** Milestone records kept in memory: at three billion messages a second, three quarters of a minute of them. */
export const milestoneSlots = 1_024;

/** Publication times are kept for this many evenly spaced messages of a channel's capacity. */
export const stampsPerCapacity = 64;
/** Messages in flight span at most two capacities, so four of them can not be overwritten before they are read. */
export const stampSlots = 256;

/** How long actors may take to agree to a stop before it is called unclean. */
export const stopDeadlineMs = 20_000;

/** V8 reserves this much for the code of a thread; by itself it would take half a gigabyte of address space. */
export const threadCodeMebibytes = 16;
/** Address space to be had for each thread: 100 to 220 MiB were seen on Node 24, more on 26; the rest is for the main thread. */
export const threadSpaceBytes = 512 * 2 ** 20;

/** A thread that dies, unwanted, more often than this within the window makes the run fail. */
export const restartsMax = 5;
export const restartWindowMs = 10_000;

/** A new thread takes some tens of milliseconds to start; one that is crashed sooner would never get to work. */
export const chaosMeanMinSeconds = 0.1;
export const chaosMeanMaxSeconds = 86_400;

assert(capacityMinMessages >= 2, 'two batches of one message must fit the smallest ring');
assert(
  isPowerOfTwo(capacityDefaultMessages) && isPowerOfTwo(capacityMaxMessages),
  'positions are masked',
);
assert(isPowerOfTwo(beatsCapacityMessages), 'positions are masked');
assert(stampSlots >= 4 * stampsPerCapacity, 'a stamp must outlive the messages in flight');
assert(capacityMaxMessages * wordBytes * 2 < 2 ** 32, 'both rings must fit a 32-bit memory');

/** True for 1, 2, 4, 8 … up to 2^30. */
export function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value > 0 && (value & (value - 1)) === 0;
}
