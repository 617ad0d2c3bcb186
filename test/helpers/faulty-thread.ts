/**
 * Loaded by `--import` into every thread of a run: makes one of them fail, as broken code or a full machine would.
 *
 * FAULT is what happens: `throw`, `memory` or `hang`; FAULT_THREAD the thread it happens to, by its place; FAULT_TIMES in how
 * many of its lives, which are counted as lines of the file FAULT_LIVES.
 */
import {appendFileSync, readFileSync} from 'node:fs';
import {isMainThread, workerData} from 'node:worker_threads';

const {FAULT, FAULT_THREAD, FAULT_TIMES, FAULT_LIVES = ''} = process.env;
/** Readings of the clock before the fault: some work has been done by then. */
const readings = 30;

const faults: Record<string, () => void> = {
  throw() {
    throw new Error('a bug was met');
  },
  memory() {
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array(100_000).fill(hoard.length));
  },
  hang() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
};

const place = (workerData as {thread?: number} | null)?.thread;
if (!isMainThread && place === Number(FAULT_THREAD)) {
  const livesBefore = readFileSync(FAULT_LIVES, 'utf8').length;
  if (livesBefore < Number(FAULT_TIMES)) {
    const readClock = process.hrtime.bigint;
    let left = readings;
    process.hrtime.bigint = () => {
      if (left-- === 0) {
        appendFileSync(FAULT_LIVES, '.');
        faults[FAULT ?? '']?.();
      }
      return readClock();
    };
  }
}
