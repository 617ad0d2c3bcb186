/**
 * Milestones: the tallies at each of the first fifteen messages and at each multiple of 2^27
 * messages.
 *
 * The logger writes the cells of a milestone before it commits the state that reaches the
 * milestone. The main thread reads the cells after that commit and converts them to log lines. The
 * count of messages determines the number of milestones.
 */
import {milestoneIntervalMessages, milestoneSlots, milestonesSingle} from './limits.ts';

/** The cells of a milestone: the count of messages, then the tallies at exactly that count. */
export const milestoneCells = ['total', 'fizz', 'buzz', 'fizzbuzz'] as const;

/** A count of messages and the tallies at exactly that count. */
export type Milestone = Readonly<Record<(typeof milestoneCells)[number], number>>;

/** Number of messages from `received` until the next milestone, 1 or more. */
export function untilMilestone(received: number): number {
  if (received < milestonesSingle) return 1;
  return milestoneIntervalMessages - (received % milestoneIntervalMessages);
}

/** Number of milestones that `received` messages have reached. */
export function milestonesReached(received: number): number {
  if (received < milestonesSingle) return received;
  return milestonesSingle + Math.floor(received / milestoneIntervalMessages);
}

/** Index of the first cell of the milestone at `total` messages, in the region of milestones. */
export function milestoneCell(total: number): number {
  return cellOf(milestonesReached(total));
}

/**
 * Returns the milestones after number `from`, up to and including number `to`. Overwritten
 * milestones are omitted.
 * @param cells the region of milestones
 */
export function readMilestones(cells: Float64Array, from: number, to: number): Milestone[] {
  const milestones: Milestone[] = [];
  for (let number = Math.max(from, to - milestoneSlots) + 1; number <= to; number++) {
    const cell = cellOf(number);
    const [total = 0, fizz = 0, buzz = 0, fizzbuzz = 0] = cells.subarray(cell, cell + 4);
    if (milestonesReached(total) === number) milestones.push({total, fizz, buzz, fizzbuzz});
  }
  return milestones;
}

function cellOf(number: number): number {
  return (number % milestoneSlots) * milestoneCells.length;
}
