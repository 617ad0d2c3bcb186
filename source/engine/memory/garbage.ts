/**
 * Giving back shared memory that nobody uses any more.
 *
 * V8 does not count shared memory as anybody's garbage, so it sees no reason to collect: rings that were left would stay until it
 * happens to look, after gigabytes of them. It can be told to look only through a function that is behind a flag.
 */
import v8 from 'node:v8';
import vm from 'node:vm';

let collect: (() => void) | undefined;

/** Collects the garbage of the calling thread, and with it memories that it was the last to know. Takes some milliseconds. */
export function collectGarbage(): void {
  if (collect === undefined) {
    v8.setFlagsFromString('--expose-gc');
    collect = vm.runInNewContext('typeof gc === "function" ? gc : () => {}') as () => void;
    v8.setFlagsFromString('--no-expose-gc');
  }
  collect();
}
