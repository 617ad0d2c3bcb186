import type {SnapshotSource} from '../engine/index.ts';
import type {Trail} from './trail.ts';

/** A short text on the origin of the Snapshots. */
export interface SourceStatus {
  readonly text: string;
  /** The Snapshots are out of date. */
  readonly isAlert: boolean;
}

/**
 * The source of the monitor: a run of this program, a run in another process, or a recording. The
 * last two have a status, which names their origin.
 */
export interface MonitorSource extends SnapshotSource {
  /** Returns the same object until the status changes. Listeners are called after a change. */
  getStatus?(): SourceStatus;
  /** Returns the trail up to the latest Snapshot. Only sources that can seek have it. */
  getTrail?(): Trail;
}
