/** All bounds and defaults of the engine. The values are constants. */

/** Size of a word, which is the smallest message. */
export const wordBytes = 8;
/** Largest message. */
export const messageMaxBytes = 1_024;

/** Messages in each channel by default. */
export const capacityDefaultMessages = 1_048_576;
/** Smallest capacity of a channel: two batches of one message. */
export const capacityMinMessages = 2;
/**
 * Largest capacity of a channel. 2^26 words are 512 MiB per ring. Two such rings and the data
 * beside them fit the 4 GiB of a 32-bit Wasm memory.
 */
export const capacityMaxMessages = 67_108_864;
/** Most lanes of a run. */
export const lanesMax = 64;
/** Size of the largest shared memory: 4 GiB, the address space of a Wasm memory. */
export const memoryMaxBytes = 2 ** 32;

/** From this batch on, a thread without an actor of high priority gives way to one that has it. */
export const longBatchMessages = 131_072;

/** Longest finite duration of a run: 365 days. */
export const durationMaxSeconds = 31_536_000;

/**
 * Stamps per channel capacity: evenly spaced messages for which the publication time is stored.
 */
export const stampsPerCapacity = 64;
/**
 * Stamps in memory: four capacities' worth. Messages in flight span at most two capacities, so a
 * stamp cannot be overwritten before it is read.
 */
export const stampSlots = 4 * stampsPerCapacity;

/** Time that actors may take to be done by default. A later stop is unclean. */
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

/** Memory that must be left beside the rings: for the heaps of a thread, and of the main thread. */
export const threadMemoryBytes = 12 * 2 ** 20;
/** The same for everything else of the process: frames, server, recording. */
export const mainMemoryBytes = 32 * 2 ** 20;

/**
 * Unintended exits of a thread that a run survives within the window. The run fails when a thread
 * exits more often.
 */
export const restartsMax = 5;
/** Restarts without a pause within the window, of a thread that has worked. */
export const immediateRestarts = 2;
/**
 * Pause before the next restart of a thread within the window. It doubles with each further one. A
 * thread that fails before it has worked has this pause before its first restart.
 */
export const restartPauseMs = 100;
/** The window in which a thread's exits are counted. */
export const restartWindowMs = 10_000;

/**
 * Shortest mean time between random crashes. A new thread takes some tens of milliseconds to start.
 * A thread that is crashed sooner would never do any work.
 */
export const chaosMeanMinSeconds = 0.1;
/** Longest finite mean time between random crashes: a day. */
export const chaosMeanMaxSeconds = 86_400;

/** Returns true for 1, 2, 4, 8 … up to 2^30. */
export function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(value) && value > 0 && (value & (value - 1)) === 0;
}
