/** The plain interface, for pipes, files and terminals that cannot draw: the log as lines. */
import {isAnotherRun, type LogLine, type Snapshot, type SnapshotSource} from '../engine/index.ts';

/** Returns the log lines of a Snapshot after the line `lastNumber`. */
export function newLogLines({log}: Snapshot, lastNumber: number): readonly LogLine[] {
  return log.filter(({number}) => number > lastNumber);
}

/**
 * Passes each new log line of a source to `write`. When another run takes the place of the first,
 * its lines follow from its first line on.
 * @returns a function that writes the remaining lines and ends the subscription
 */
export function printLog(source: SnapshotSource, write: (text: string) => void): () => void {
  let lastNumber = 0;
  let printed = source.getSnapshot();
  const print = () => {
    const snapshot = source.getSnapshot();
    if (isAnotherRun(printed, snapshot)) lastNumber = 0;
    printed = snapshot;
    for (const {number, atSeconds, level, text} of newLogLines(snapshot, lastNumber)) {
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
