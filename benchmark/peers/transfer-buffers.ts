/**
 * `postMessage` of transferred buffers of 4 MiB, double-buffered: while one is worked on
 * downstream, the next is filled; empty ones go back to where they came from. Transferring moves a
 * buffer without copying it.
 */
import {isMainThread, type MessagePort, parentPort, workerData} from 'node:worker_threads';
import {type Peer, type RoleData, runRoles} from './peer.ts';
import {classifyWords, countWords, generateWords} from './words.ts';

const name = 'postMessage of transferred buffers';
const bufferBytes = 4 * 2 ** 20;
const wordsEach = bufferBytes / 8;
const buffersEach = 2;

export const transferBuffers: Peer = {
  name,
  run: (warmUpMs, measureMs) => runRoles(import.meta.url, name, {}, warmUpMs, measureMs),
};

if (!isMainThread && workerData?.peer === name) play(workerData as RoleData<object>);

function play({role, input, output, progress, stop}: RoleData<object>): void {
  if (role === 'generator') generate();
  else if (role === 'worker') classify();
  else count();

  function generate(): void {
    let next = 0;
    const fill = (buffer: ArrayBuffer) => {
      if (Atomics.load(stop, 0) === 1) return output.postMessage(null);
      generateWords(new Uint32Array(buffer), next);
      next += wordsEach;
      send(output, buffer);
    };
    output.on('message', fill);
    for (let i = 0; i < buffersEach; i++) fill(new ArrayBuffer(bufferBytes));
  }

  function classify(): void {
    const empty = Array.from({length: buffersEach}, () => new ArrayBuffer(bufferBytes));
    const waiting: ArrayBuffer[] = [];
    let isOver = false;
    const work = () => {
      while (waiting.length > 0 && empty.length > 0) {
        const source = waiting.shift() as ArrayBuffer;
        const target = empty.pop() as ArrayBuffer;
        classifyWords(new Uint32Array(source), new Uint32Array(target));
        send(input, source);
        send(output, target);
      }
      if (isOver && waiting.length === 0) output.postMessage(null);
    };
    input.on('message', (buffer: ArrayBuffer | null) => {
      if (buffer === null) isOver = true;
      else waiting.push(buffer);
      work();
    });
    output.on('message', (buffer: ArrayBuffer) => {
      empty.push(buffer);
      work();
    });
  }

  function count(): void {
    const kinds = [0, 0, 0, 0];
    let total = 0;
    let isTold = false;
    input.on('message', (buffer: ArrayBuffer | null) => {
      if (buffer === null) {
        if (!isTold) parentPort?.postMessage({total, kinds});
        isTold = true;
        return;
      }
      countWords(new Uint32Array(buffer), kinds);
      total += wordsEach;
      progress[0] = total;
      send(input, buffer);
    });
  }
}

function send(port: MessagePort, buffer: ArrayBuffer): void {
  port.postMessage(buffer, [buffer]);
}
