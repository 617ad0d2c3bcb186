/**
 * The run's log: lines the engine says, kept for the screen and handed to whoever prints.
 *
 * Written and read on the main thread. Only the latest lines are kept; numbers let a reader notice what it missed.
 */
export const logLevels = ['error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogLine {
  /** Counts the lines of a run, from 1. */
  readonly number: number;
  /** Seconds since the run began. */
  readonly atSeconds: number;
  readonly level: LogLevel;
  readonly text: string;
}

const keptLines = 100;

export class Log {
  readonly #level: LogLevel;
  #count = 0;
  #lines: readonly LogLine[] = [];

  /** @param level lines less important than this are not kept */
  constructor(level: LogLevel) {
    this.#level = level;
  }

  /** The latest lines, oldest first; a new array whenever one was added. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** Adds a line; breaks in `text` become blanks. */
  add(level: LogLevel, atSeconds: number, text: string): void {
    if (logLevels.indexOf(level) > logLevels.indexOf(this.#level)) return;
    const oneLine = text.replaceAll(/\s*\n\s*/g, ' ');
    const line = Object.freeze({number: ++this.#count, atSeconds, level, text: oneLine});
    this.#lines = Object.freeze([...this.#lines.slice(1 - keptLines), line]);
  }
}
