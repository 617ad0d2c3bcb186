/**
 * A preload (`--import`) for every thread of a run. It makes one of them fail, as broken code or a
 * full machine would.
 *
 * FAULT is the fault: `throw`, `memory`, `hang`, or `start`, before any work. FAULT_THREAD is the
 * index of the thread. FAULT_TIMES is the number of its lives that fail. Each adds a character to
 * the file FAULT_LIVES.
 */
import {appendFileSync, readFileSync} from 'node:fs';
import {isMainThread, workerData} from 'node:worker_threads';

const {FAULT, FAULT_THREAD, FAULT_TIMES, FAULT_LIVES = ''} = process.env;
/** Readings of the clock before the fault, so that the thread has worked. */
const readings = 30;

const faults: Record<string, () => void> = {
  throw() {
    throw new Error('a bug was met');
  },
  memory() {
    const hoard: number[][] = [];
    for (;;) hoard.push(new Array(100_000).fill(hoard.length));
  },
  start() {
    const message = 'EMFILE: out of descriptors';
    throw Object.assign(new Error(message), {code: 'EMFILE'});
  },
  hang() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
};

const index = (workerData as {thread?: number} | null)?.thread;
if (!isMainThread && index === Number(FAULT_THREAD)) {
  const livesBefore = readFileSync(FAULT_LIVES, 'utf8').length;
  if (livesBefore < Number(FAULT_TIMES)) {
    if (FAULT === 'start') {
      appendFileSync(FAULT_LIVES, '.');
      faults.start?.();
    }
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
