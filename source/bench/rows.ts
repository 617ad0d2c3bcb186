/** What is measured: the four larger profiles of the lesson, each running free and at its own beat. */
import {type Profile, profiles} from '../engine/index.ts';

export type BenchRow = Profile;

const measured = profiles.slice(1);

/** The rows that run free first, since they are what the ceiling is compared with. */
export const benchRows: readonly BenchRow[] = [
  ...measured.map((profile) => ({...profile, beatPeriodMs: 0})),
  ...measured,
];
