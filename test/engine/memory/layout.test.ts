import {expect, test} from 'vitest';
import {actorNames, channelNames, fizzBuzzGraph} from '../../../source/engine/graph.ts';
import {kernelDataEndByte} from '../../../source/engine/limits.ts';
import {fillBuckets, type MemoryPlan, planMemory} from '../../../source/engine/memory/layout.ts';

const lineBytes = 128;

/** The words of different writers, in bytes, each with the name of who writes it. */
function writers(plan: MemoryPlan): Array<[byte: number, writer: string]> {
  return [
    [plan.control.modeI32 * 4, 'main'],
    ...plan.bellsI32.map((index, thread): [number, string] => [index * 4, `bell ${thread}`]),
    ...plan.cpuMsF64.map((index, thread): [number, string] => [index * 8, `processor ${thread}`]),
    ...actorNames.flatMap(
      (actor): Array<[number, string]> => [
        [plan.actors[actor].sequenceI32 * 4, `${actor} sequence`],
        [plan.actors[actor].recordsF64[0] * 8, `${actor} record A`],
        [plan.actors[actor].recordsF64[1] * 8, `${actor} record B`],
        [plan.actors[actor].stateI32 * 4, `${actor} state`],
        [plan.actors[actor].busyMsF64 * 8, `${actor} counters`],
      ],
    ),
    ...channelNames.flatMap((name): Array<[number, string]> => {
      const channel = plan.channels[name];
      return [
        [channel.writtenI32 * 4, `${name} written`],
        [channel.readI32 * 4, `${name} read`],
        [channel.receiverThresholdI32 * 4, `${name} receiver wants`],
        [channel.senderThresholdI32 * 4, `${name} sender wants`],
        [channel.highWaterF64 * 8, `${name} fill`],
        [(channel.fillF64 + fillBuckets - 1) * 8, `${name} fill`],
        [channel.stampsF64 * 8, `${name} stamps`],
      ];
    }),
  ];
}

test.each([2, 1_024, 1_048_576])('at capacity %i no two writers share a line', (capacity) => {
  const owners = new Map<number, string>();
  for (const [byte, writer] of writers(planMemory(fizzBuzzGraph(capacity)))) {
    const line = Math.floor(byte / lineBytes);
    expect(owners.get(line) ?? writer).toBe(writer);
    owners.set(line, writer);
  }
});

test('rings do not overlap each other, the state before them, or the end', () => {
  const plan = planMemory(fizzBuzzGraph(4_096));
  const rings = channelNames
    .map((name) => plan.channels[name])
    .map(({ringByte, spec}) => ({start: ringByte, end: ringByte + spec.capacityMessages * 8}))
    .sort((a, b) => a.start - b.start);
  const state = Math.max(plan.inputByte, plan.outputByte) + 8_192;
  let free = state;
  for (const ring of rings) {
    expect(ring.start).toBeGreaterThanOrEqual(free);
    free = ring.end;
  }
  expect(plan.totalBytes).toBeGreaterThanOrEqual(free);
});

test('the constants of the kernels are left alone', () => {
  const plan = planMemory(fizzBuzzGraph(2));
  const first = Math.min(...writers(plan).map(([byte]) => byte));
  expect(first).toBeGreaterThanOrEqual(kernelDataEndByte);
});

test('the largest capacity fits a 32-bit memory', () => {
  expect(planMemory(fizzBuzzGraph(2 ** 26)).totalBytes).toBeLessThan(2 ** 32);
});
