/**
 * `postMessage` of single values: a number out, a number with its kind on top back in.
 *
 * Ports have no backpressure of their own, so the counter acknowledges every few thousand messages
 * and the generator keeps a window of them in flight; without it the queues would grow until memory
 * is gone.
 */
import {isMainThread, parentPort, workerData} from 'node:worker_threads';
import {type Peer, type RoleData, runRoles} from './peer.ts';

const name = 'postMessage of single values';
const windowMessages = 16_384;
const acknowledgeEvery = 4_096;
/** A value's kind lies above its bits, where a number is still exact. */
const kindUnit = 2 ** 51;
const end = -1;

export const postValues: Peer = {
  name,
  run: (warmUpMs, measureMs) => runRoles(import.meta.url, name, {}, warmUpMs, measureMs),
};

if (!isMainThread && workerData?.peer === name) play(workerData as RoleData<object>);

function play({role, input, output, back, progress, stop}: RoleData<object>): void {
  if (role === 'generator') generate();
  else if (role === 'worker')
    input.on('message', (value: number) => output.postMessage(classify(value)));
  else count();

  function generate(): void {
    let next = 0;
    let acknowledged = 0;
    const pump = () => {
      while (next - acknowledged < windowMessages) output.postMessage(next++);
    };
    back.on('message', (total: number) => {
      acknowledged = total;
      if (Atomics.load(stop, 0) === 0) return pump();
      output.postMessage(end);
      back.close();
    });
    pump();
  }

  function classify(value: number): number {
    if (value === end) return end;
    return value + ((value % 3 === 0 ? 1 : 0) + (value % 5 === 0 ? 2 : 0)) * kindUnit;
  }

  function count(): void {
    const kinds = [0, 0, 0, 0];
    let total = 0;
    input.on('message', (message: number) => {
      if (message === end) return parentPort?.postMessage({total, kinds});
      const kind = Math.floor(message / kindUnit);
      kinds[kind] = (kinds[kind] as number) + 1;
      total++;
      progress[0] = total;
      if (total % acknowledgeEvery === 0) back.postMessage(total);
    });
  }
}
