import type {LogLine} from '../snapshot/types.ts';
import {type LogLevel, logLevels} from '../snapshot/vocabulary.ts';

const keptLines = 100;

/**
 * The run's log: lines that the engine writes for the monitor and for printing.
 *
 * Written and read on the main thread. Only the latest 100 lines are kept. A reader detects lines
 * that it missed by a gap in their numbers.
 */
export class Log {
  readonly #level: LogLevel;
  #count = 0;
  #lines: readonly LogLine[] = [];

  /** @param level the least important level that is kept */
  constructor(level: LogLevel) {
    this.#level = level;
  }

  /** The latest lines, oldest first. Each added line creates a new array. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** Adds a line. Line breaks in `text` become spaces. */
  add(level: LogLevel, atSeconds: number, text: string): void {
    if (logLevels.indexOf(level) > logLevels.indexOf(this.#level)) return;
    const oneLine = text.replaceAll(/\s*\n\s*/g, ' ');
    const line = Object.freeze({number: ++this.#count, atSeconds, level, text: oneLine});
    this.#lines = Object.freeze([...this.#lines.slice(1 - keptLines), line]);
  }
}
