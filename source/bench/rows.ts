/**
 * The rows of the benchmark: the four larger profiles of the lesson, each in a free run and at its
 * own beat rate.
 */
import {type Profile, profiles} from '../engine/index.ts';

/** The settings of one row: a profile, whose beat period may be 0 for a free run. */
export type BenchRow = Profile;

const measured = profiles.slice(1);

/**
 * The rows of a benchmark. The free runs come first, because the ceilings are compared with them.
 */
export const benchRows: readonly BenchRow[] = [
  ...measured.map((profile) => ({...profile, beatPeriodMs: 0})),
  ...measured,
];
