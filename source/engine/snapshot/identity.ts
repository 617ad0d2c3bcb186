import type {Snapshot} from './types.ts';

/** The parts of a Snapshot that tell runs apart. */
export type RunMoment = Pick<Snapshot, 'runId' | 'elapsedSeconds' | 'activeSeconds'>;

/**
 * Returns true if two moments that follow each other are of different runs. Pure.
 *
 * The identities decide. Snapshots of earlier versions do not have one. Their times do not go back
 * within a run either.
 */
export function isAnotherRun(before: RunMoment, after: RunMoment): boolean {
  return (
    before.runId !== after.runId ||
    after.elapsedSeconds < before.elapsedSeconds ||
    after.activeSeconds < before.activeSeconds
  );
}
