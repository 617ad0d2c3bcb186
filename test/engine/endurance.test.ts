// The short forms of `npm run test:crashes` and `npm run test:stops`.
import {expect, test} from 'vitest';
import {crashMany, startAndStopMany} from '../helpers/endurance.ts';
import {shortOrAll} from '../helpers/sample.ts';

const seed = Date.now() % 2 ** 31;
const crashes = shortOrAll(6, 40);
const times = shortOrAll(5, 20);

test(`threads that crash at random moments lose and repeat nothing (seed ${seed})`, async () => {
  const {restarts, faults} = await crashMany(crashes, seed);
  expect(faults).toEqual([]);
  expect(restarts).toBeGreaterThanOrEqual(crashes);
});

test(`every run ends clean and leaves no thread, at any stop (seed ${seed})`, async () => {
  const {runs, faults} = await startAndStopMany(times, seed);
  expect(faults).toEqual([]);
  expect(runs).toBe(times);
});
