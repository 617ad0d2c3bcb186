// The short forms of `npm run test:crashes` and `npm run test:stops`.
import {expect, test} from 'vitest';
import {crashMany, startAndStopMany} from '../helpers/endurance.ts';

const seed = Date.now() % 2 ** 31;

test(`threads that crash at random moments lose nothing and repeat nothing (seed ${seed})`, async () => {
  const {restarts, faults} = await crashMany(40, seed);
  expect(faults).toEqual([]);
  expect(restarts).toBeGreaterThanOrEqual(40);
});

test(`every run ends clean and leaves no thread, whenever it is stopped (seed ${seed})`, async () => {
  const {runs, faults} = await startAndStopMany(20, seed);
  expect(faults).toEqual([]);
  expect(runs).toBe(20);
});
