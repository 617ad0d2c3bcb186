// The short forms of `npm run test:crashes` and `npm run test:stops`.
import {expect, test} from 'vitest';
import {crashMany, startAndStopMany} from '../helpers/endurance.ts';

const seed = Date.now() % 2 ** 31;

test(`threads that are crashed at random moments lose nothing and repeat nothing (seed ${seed})`, async () => {
  const {restarts, faults} = await crashMany(40, seed);
  expect(faults).toEqual([]);
  expect(restarts).toBeGreaterThanOrEqual(40);
});

test(`however it is started and stopped, it ends clean and leaves no thread (seed ${seed})`, async () => {
  const {runs, faults} = await startAndStopMany(20, seed);
  expect(faults).toEqual([]);
  expect(runs).toBe(20);
});
