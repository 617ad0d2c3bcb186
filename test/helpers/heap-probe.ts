/**
 * The heap of every thread of this process, sampled now and then.
 *
 * The main thread collects first. Actors' threads cannot be made to: a heap snapshot would, but to end a thread while one is
 * taken crashes Node 24. They leave next to no garbage; what there is counts as in use, which only makes the check stricter.
 *
 * Imported, or loaded by `--import` into the program: then it appends a line of JSON for each sample to the file HEAP_LOG.
 */
import {appendFileSync} from 'node:fs';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';
import {isMainThread, type Worker as Thread} from 'node:worker_threads';

/** Bytes in use, by the thread's name; a thread that died meanwhile is left out. */
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

export async function sampleHeaps(): Promise<HeapSample> {
  collectHere();
  const sample: Record<string, number> = {main: v8.getHeapStatistics().used_heap_size};
  for (const [thread, name] of [...threads]) {
    const statistics = await thread.getHeapStatistics().catch(() => undefined);
    if (statistics !== undefined) sample[name] = statistics.used_heap_size;
  }
  return sample;
}
