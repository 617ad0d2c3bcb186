/** The fixed words of Snapshots. */

/** The states of a run, in order. `running`, `paused` and `resizing` alternate. */
export const runStates = [
  'starting',
  'running',
  'paused',
  /** The pipeline drains, to continue in rings of another size. */
  'resizing',
  'draining',
  'stopped',
  'failed',
] as const;
/** The state of a run: one of `runStates`. */
export type RunState = (typeof runStates)[number];

/** The log levels, the most important first. */
export const logLevels = ['error', 'warn', 'info', 'debug', 'trace'] as const;
/** The level of a log line: one of `logLevels`. */
export type LogLevel = (typeof logLevels)[number];

/** The version of the Snapshot's format. */
export const snapshotSchema = 1;
