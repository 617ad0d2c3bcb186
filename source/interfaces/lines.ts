import type {SnapshotSource} from '../engine/index.ts';

/**
 * The plain interface, for pipes, files and terminals that cannot draw. Passes each new log line of
 * a run to `write`.
 * @returns a function that writes the remaining lines and ends the subscription
 */
export function followLog(source: SnapshotSource, write: (text: string) => void): () => void {
  let written = 0;
  const follow = () => {
    for (const line of source.getSnapshot().log) {
      if (line.number <= written) continue;
      written = line.number;
      write(`[${line.atSeconds.toFixed(3).padStart(9)}] ${line.level.padEnd(5)} ${line.text}\n`);
    }
  };
  const unsubscribe = source.subscribe(follow);
  return () => {
    follow();
    unsubscribe();
  };
}
