/**
 * The numbers of the lanes. Lane i of n makes first + i, first + i + n, first + i + 2n …, so that
 * the lanes together make each number once. After a change of lanes the numbers continue above all
 * that were made; a lane that was ahead of the others leaves gaps.
 *
 * The region `numbering` of a lane has the progression of its numbers, and the tallies of the
 * messages before that progression. It does not change while the pipeline runs.
 */
import type {View} from './definition.ts';
import {addTallies, expectedTallies, formatTallies, type Tallies} from './tallies.ts';

/** The progression of a lane's numbers: first, first + stride …, after `from` messages. */
interface Progression {
  readonly first: number;
  readonly stride: number;
  readonly from: number;
}

/**
 * Reads the progression of a lane's numbers.
 * @param at index of the first number of the region `numbering` in `cells`
 */
export function readProgression(cells: ArrayLike<number>, at = 0): Progression {
  const [first = 0, stride = 1, from = 0] = [cells[at], cells[at + 1], cells[at + 2]];
  return {first, stride, from};
}

/** Returns the tallies that the messages of a lane must have. */
export function talliesOfLane(view: View): Tallies {
  return talliesOfFirst(view.channels.values.sent, view);
}

/** Returns the tallies that the first `count` messages of a lane must have. */
function talliesOfFirst(count: number, {region}: View): Tallies {
  const numbering = region('numbering');
  const {first, stride, from} = readProgression(numbering);
  const [fizz = 0, buzz = 0, fizzbuzz = 0, value = 0] = numbering.subarray(3);
  const made = expectedTallies(count - from, first, stride);
  return addTallies({fizz, buzz, fizzbuzz, value}, made);
}

/**
 * Whether nothing was lost or repeated up to now: the worker has sent a result for each value that
 * it took, and the logger has the tallies of the messages that it took. Each comparison is within
 * the record of one actor, so it holds at any moment of a run. Of several lanes together only the
 * first one is checked.
 */
export function isExactSoFar(view: View): boolean {
  const {values, results} = view.channels;
  if (values.received !== results.sent) return false;
  if (readProgression(view.region('numbering')).stride > 1) return true;
  const expected = talliesOfFirst(results.received, view);
  return formatTallies(view.states.logger) === formatTallies(expected);
}

/**
 * Deals the numbers to lanes, whose messages so far are those of `drained` in the first lane.
 * @param drained the lanes before; at the start, a single lane without messages
 */
export function dealNumbers(drained: readonly View[], lanes: readonly View[]): void {
  const sent = drained.reduce((sum, {channels}) => sum + channels.values.sent, 0);
  const {fizz, buzz, fizzbuzz, value} = drained.map(talliesOfLane).reduce(addTallies);
  const next = Math.max(...drained.map(nextNumber));
  for (const [lane, {region}] of lanes.entries()) {
    const before = lane === 0 ? [sent, fizz, buzz, fizzbuzz, value] : [0, 0, 0, 0, 0];
    region('numbering').set([next + lane, lanes.length, ...before]);
  }
}

/** The first number above all that the lanes up to this one have made. */
function nextNumber({region, channels}: View): number {
  const {first, stride, from} = readProgression(region('numbering'));
  const made = channels.values.sent - from;
  return made === 0 ? first : first + (made - 1) * stride + 1;
}
