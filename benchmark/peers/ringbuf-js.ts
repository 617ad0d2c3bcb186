/**
 * ringbuf.js: a wait-free ring of shared memory, pushed and popped in blocks, each thread with its
 * own arrays.
 *
 * It has no way to wait, by design, so an end that finds nothing tries again, and after many tries
 * sleeps for a moment, since there may be fewer cores than threads.
 */
import {isMainThread, parentPort, workerData} from 'node:worker_threads';
import {RingBuffer} from 'ringbuf.js';
import {type Peer, type RoleData, runRoles} from './peer.ts';
import {classifyWords, countWords, generateWords} from './words.ts';

const name = 'ringbuf.js';
/** Rings as large as the engine's: a million words, in halves of 32 bits. */
const ringHalves = 2 * 2 ** 20;
const blockHalves = 2 * 16_384;
const triesMax = 200;
const sleepMs = 0.05;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

interface Rings {
  readonly values: SharedArrayBuffer;
  readonly results: SharedArrayBuffer;
}

export const ringbufJs: Peer = {
  name,
  run: (warmUpMs, measureMs) => runRoles(import.meta.url, name, makeRings(), warmUpMs, measureMs),
};

function makeRings(): Rings {
  return {
    values: RingBuffer.getStorageForCapacity(ringHalves, Uint32Array),
    results: RingBuffer.getStorageForCapacity(ringHalves, Uint32Array),
  };
}

if (!isMainThread && workerData?.peer === name) play(workerData as RoleData<Rings>);

function play({role, shared, progress, stop}: RoleData<Rings>): void {
  const values = new RingBuffer(shared.values, Uint32Array);
  const results = new RingBuffer(shared.results, Uint32Array);
  const block = new Uint32Array(blockHalves);
  if (role === 'generator') {
    for (let next = 0; Atomics.load(stop, 0) === 0; next += blockHalves / 2) {
      generateWords(block, next);
      pushAll(values, block);
    }
    // What is neither full nor followed by more is the end: a block of nothing but the greatest
    // number.
    pushAll(values, block.fill(0xffff_ffff));
  } else if (role === 'worker') {
    const target = new Uint32Array(blockHalves);
    for (;;) {
      popAll(values, block);
      if (isEnd(block)) break;
      classifyWords(block, target);
      pushAll(results, target);
    }
    pushAll(results, block);
  } else {
    const kinds = [0, 0, 0, 0];
    let total = 0;
    for (popAll(results, block); !isEnd(block); popAll(results, block)) {
      countWords(block, kinds);
      total += blockHalves / 2;
      progress[0] = total;
    }
    parentPort?.postMessage({total, kinds});
  }
}

function isEnd(block: Uint32Array): boolean {
  return block[0] === 0xffff_ffff && block[1] === 0xffff_ffff;
}

function pushAll(ring: RingBuffer, block: Uint32Array): void {
  let tries = 0;
  for (let done = 0; done < block.length; ) {
    const count = ring.push(block, block.length - done, done);
    done += count;
    tries = rest(count, tries);
  }
}

function popAll(ring: RingBuffer, block: Uint32Array): void {
  let tries = 0;
  for (let done = 0; done < block.length; ) {
    const count = ring.pop(block, block.length - done, done);
    done += count;
    tries = rest(count, tries);
  }
}

/**
 * Sleeps when there was nothing for too many tries in a row; the number of tries in vain so far.
 */
function rest(count: number, tries: number): number {
  if (count > 0) return 0;
  if (tries < triesMax) return tries + 1;
  Atomics.wait(sleeper, 0, 0, sleepMs);
  return 0;
}
