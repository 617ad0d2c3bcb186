/**
 * Draws the members of a kind that a run of the tests tries. `npm test` tries some, so that it
 * stays short, and `npm run test:all` all of them.
 *
 * The draw follows from `TEST_SEED`, which vitest's configuration sets and the last lines of the
 * output print.
 */
import {createHash} from 'node:crypto';
import process from 'node:process';
import fc from 'fast-check';
import {type TestFunction, test} from 'vitest';

const {TEST_ALL, TEST_SEED} = process.env;

/** Returns `count` of the members, in their order; all of them with `TEST_ALL`. */
export function sampled<T>(members: readonly T[], count: number): readonly T[] {
  if (TEST_ALL) return members;
  const draw = fc.subarray([...members], {minLength: count, maxLength: count});
  const [drawn] = fc.sample(draw, {seed: Number(TEST_SEED), numRuns: 1});
  return drawn as readonly T[];
}

/** One in so many long tests is drawn. */
const longTestsPerDraw = 4;

/**
 * Registers a test that takes some seconds if it is drawn, with a draw of its own; always with
 * `TEST_ALL`.
 */
export function longTest(name: string, run: TestFunction): void {
  const [draw = 0] = createHash('sha256').update(`${TEST_SEED} ${name}`).digest();
  if (TEST_ALL || draw % longTestsPerDraw === 0) test(name, run);
}

/** Returns `short`; `long` with `TEST_ALL`. For the number of times that a random test repeats. */
export function shortOrAll(short: number, long: number): number {
  return TEST_ALL ? long : short;
}
