/** The plain interface, for pipes, files and terminals that cannot draw: the log as lines. */
import type {LogLine, Snapshot, SnapshotSource} from '../engine/index.ts';

/** Returns the log lines of a Snapshot after the line `lastNumber`. */
export function newLogLines({log}: Snapshot, lastNumber: number): readonly LogLine[] {
  return log.filter(({number}) => number > lastNumber);
}

/**
 * Passes each new log line of a run to `write`.
 * @returns a function that writes the remaining lines and ends the subscription
 */
export function printLog(source: SnapshotSource, write: (text: string) => void): () => void {
  let lastNumber = 0;
  const print = () => {
    for (const {number, atSeconds, level, text} of newLogLines(source.getSnapshot(), lastNumber)) {
      lastNumber = number;
      write(`[${atSeconds.toFixed(3).padStart(9)}] ${level.padEnd(5)} ${text}\n`);
    }
  };
  const unsubscribe = source.subscribe(print);
  return () => {
    print();
    unsubscribe();
  };
}
