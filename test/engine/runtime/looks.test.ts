import {expect, test} from 'vitest';
import {Looks} from '../../../source/engine/runtime/looks.ts';
import {FakeClock} from '../../../source/engine/testing.ts';

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
