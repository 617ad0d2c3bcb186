/**
 * Samples the heap of every thread of this process.
 *
 * The main thread collects its garbage first. Actors' threads cannot be made to: a heap snapshot
 * would collect, but Node 24 crashes if a thread is terminated meanwhile. They leave almost no
 * garbage. It counts as in use, which only makes the check stricter.
 *
 * Tests import this file. As a preload (`--import`) of the program, it appends a line of JSON for
 * each sample to the file HEAP_LOG.
 */
import {appendFileSync} from 'node:fs';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';
import {isMainThread, type Worker as Thread} from 'node:worker_threads';

/** Bytes in use, by the thread's name. A thread that died meanwhile is omitted. */
export type HeapSample = Readonly<Record<string, number>>;

const threads = new Map<Thread, string>();
let collectHere = () => {};

if (isMainThread) {
  v8.setFlagsFromString('--expose-gc');
  collectHere = vm.runInNewContext('gc') as () => void;
  process.on('worker', (thread) => {
    threads.set(thread, thread.threadName ?? 'thread');
    thread.once('exit', () => threads.delete(thread));
  });
  const {HEAP_LOG, HEAP_INTERVAL_MS} = process.env;
  if (HEAP_LOG !== undefined) {
    const sampleOn = async () => {
      appendFileSync(HEAP_LOG, `${JSON.stringify(await sampleHeaps())}\n`);
    };
    setInterval(() => void sampleOn(), Number(HEAP_INTERVAL_MS)).unref();
  }
}

/** Samples the heaps of all threads now. */
export async function sampleHeaps(): Promise<HeapSample> {
  collectHere();
  const sample: Record<string, number> = {main: v8.getHeapStatistics().used_heap_size};
  for (const [thread, name] of [...threads]) {
    const statistics = await thread.getHeapStatistics().catch(() => undefined);
    if (statistics !== undefined) sample[name] = statistics.used_heap_size;
  }
  return sample;
}
