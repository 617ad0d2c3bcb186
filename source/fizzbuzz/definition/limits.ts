/** All bounds and defaults of the FizzBuzz pipeline. The values are constants. */

/** Capacity of the `beats` channel. */
export const beatsCapacityMessages = 1_024;

/**
 * Default capacity with several lanes: two rings of 1 MiB. They stay out of the cache that the
 * lanes share.
 */
export const laneCapacityMessages = 131_072;

/** Numbers that state which numbers a lane makes; see `numbering.ts`. */
export const numberingCells = 7;

/** Milliseconds between beats by default. */
export const beatPeriodDefaultMs = 2;
/** Shortest period between beats. A period below a microsecond is effectively a free run. */
export const beatPeriodMinMs = 0.001;
/** Longest period between beats: an hour. */
export const beatPeriodMaxMs = 3_600_000;
/** Rates of the heartbeat that keys step through, in beats per second, the fastest first. */
export const beatRateSteps = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
/** Beats after which a run stops by default. */
export const beatsDefault = 30_000;

/** Lateness beyond which the heartbeat restarts its schedule instead of catching up. */
export const latenessMaxMs = 1_000;

/**
 * Messages that an actor processes, commits and publishes at once: 1 MiB, an eighth of a ring of
 * the default size. A slice is long enough that the doorbells between two slices cost nothing. It
 * is short enough that neighbours work at the same time.
 */
export const sliceMaxMessages = 131_072;

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
