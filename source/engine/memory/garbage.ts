import v8 from 'node:v8';
import vm from 'node:vm';

let collect: (() => void) | undefined;

/**
 * Collects the garbage of the calling thread. The collection also frees each shared memory whose
 * last reference was on this thread. Takes some milliseconds.
 *
 * V8 does not count shared memory towards the garbage of a thread, so unused rings do not trigger a
 * collection. Without this call, unused rings could grow to gigabytes before the next collection.
 * V8 offers a collection on demand only as a function behind the flag `--expose-gc`.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    v8.setFlagsFromString('--expose-gc');
    collect = vm.runInNewContext('typeof gc === "function" ? gc : () => {}') as () => void;
    v8.setFlagsFromString('--no-expose-gc');
  }
  collect();
}
