import {expect, test, vi} from 'vitest';
import {
  type Actor,
  type AnyPipeline,
  type Condition,
  definePipeline,
  done,
} from '../../../source/engine/index.ts';
import {createScheduler} from '../../../source/engine/runtime/host.ts';
import {Looks} from '../../../source/engine/runtime/looks.ts';
import {createManualPipeline, FakeClock} from '../../../source/engine/testing.ts';

/** Looks of a thread with a clock that the test moves. `wait` returns the looks of one wait. */
function openLooks(hasOwnCore = true) {
  const clock = new FakeClock();
  const looks = new Looks(clock, hasOwnCore);
  return (ms: number, succeeds = false): number => {
    looks.beginWait();
    const {count} = looks;
    if (succeeds) looks.succeed();
    clock.nowMs += ms;
    looks.endWait();
    return count;
  };
}

test('a thread looks after a short wait, and not after a long one', () => {
  const wait = openLooks();
  expect(wait(0.01)).toBe(0);
  expect(wait(2)).toBeGreaterThan(0);
  expect(wait(0.01)).toBe(0);
  expect(wait(0.01)).toBeGreaterThan(0);
});

test('a thread without a core of its own never looks', () => {
  const wait = openLooks(false);
  expect([wait(0.01), wait(0.01), wait(0.01)]).toEqual([0, 0, 0]);
});

test('a thread that looks in vain stops, tries again later, and goes on when that succeeds', () => {
  const wait = openLooks();
  const waits = (count: number) => Array.from({length: count}, () => wait(0.01) > 0);
  expect(waits(9)).toEqual([false, ...Array(8).fill(true)]);
  expect(waits(63)).toEqual(Array(63).fill(false));
  expect(wait(0.01, true)).toBeGreaterThan(0);
  expect(waits(8)).toEqual(Array(8).fill(true));
});

/** A wait that is over at the given look, or when a sleep has ended at its deadline. */
function createWait(atLook: number, clock: FakeClock): Condition {
  let looks = 0;
  return {
    waitsFor: 'input',
    deadlineMs: clock.nowMs + 1,
    isMet: () => false,
    isOver: () => ++looks >= atLook,
    arm: () => {},
    disarm: () => {},
  };
}

/** Runs an actor that waits twice, and returns the sleeps of its thread. */
function countSleeps(hasOwnCore: boolean): number {
  const waits: Condition[] = [];
  const actor: Actor = {step: () => waits.shift() ?? done};
  const pipeline = definePipeline(
    {
      name: 'waits',
      channels: {words: {from: 'source', to: 'sink'}},
      actors: {source: {}, sink: {}},
      threads: [[['source', 'sink']]],
      throughput: 'words',
    },
    {actors: {source: () => actor, sink: () => ({step: () => done})}},
  );
  const manual = createManualPipeline(pipeline);
  waits.push(createWait(3, manual.clock), createWait(100, manual.clock));
  const sleep = vi.spyOn(Atomics, 'wait');
  createScheduler(pipeline as unknown as AnyPipeline, manual, 0, hasOwnCore).run(() => {});
  const sleeps = sleep.mock.calls.length;
  sleep.mockRestore();
  return sleeps;
}

test('a thread with a core of its own looks in place of sleeping, and another one sleeps', () => {
  // Each sleep takes a millisecond. A wait without looks is checked three times a sleep.
  const withLooks = countSleeps(true);
  expect(countSleeps(false)).toBeGreaterThan(withLooks + 10);
  expect(withLooks).toBeLessThanOrEqual(1);
});
