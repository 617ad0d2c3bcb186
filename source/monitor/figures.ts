/** The pace of figures: what changes more often than twice a second cannot be read. Pure. */
import {isSameSettings, type Snapshot} from '../engine/index.ts';

/** What the pace of the next figures depends on. Times are seconds since the start of the run. */
export interface Pace {
  /** The last change of the state or of settings. */
  readonly turnedSeconds: number;
  /** The latest limit, and since when it has been the same. */
  readonly limitBy: string;
  readonly limitSeconds: number;
}

/** The Snapshot of the figures, and its pace. */
export interface Figures {
  /** Its limit has been the same for a second, so that the frame of the limit does not flicker. */
  readonly figures: Snapshot;
  readonly pace: Pace;
}

const figureSeconds = 0.45;
const hurrySeconds = 1;
const steadySeconds = 1;

/** Returns the figures of the first Snapshot of a run. */
export function createFigures(snapshot: Snapshot): Figures {
  const {elapsedSeconds, limit} = snapshot;
  return {
    figures: snapshot,
    pace: {
      turnedSeconds: Number.NEGATIVE_INFINITY,
      limitBy: limit.by,
      limitSeconds: elapsedSeconds,
    },
  };
}

/**
 * Returns the figures after a Snapshot. They change twice a second, and with each Snapshot for a
 * second after the state or a setting has changed.
 */
export function nextFigures({figures, pace}: Figures, snapshot: Snapshot): Figures {
  const now = snapshot.elapsedSeconds;
  const passed = now - figures.elapsedSeconds;
  // Time never decreases, so this is another run.
  if (passed < 0) return createFigures(snapshot);
  const hasTurned =
    figures.state !== snapshot.state || !isSameSettings(figures.settings, snapshot.settings);
  const isSameLimit = pace.limitBy === snapshot.limit.by;
  const next: Pace = {
    turnedSeconds: hasTurned ? now : pace.turnedSeconds,
    limitBy: snapshot.limit.by,
    limitSeconds: isSameLimit ? pace.limitSeconds : now,
  };
  const isHurried = now - next.turnedSeconds < hurrySeconds;
  if (passed < figureSeconds && !isHurried) return {figures, pace: next};
  const isSteady =
    hasTurned ||
    figures.limit.by === snapshot.limit.by ||
    figures.limit.kind === 'nothing' ||
    now - next.limitSeconds >= steadySeconds;
  return {figures: isSteady ? snapshot : {...snapshot, limit: figures.limit}, pace: next};
}
