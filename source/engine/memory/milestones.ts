/**
 * Milestones: the tallies at each of the first fifteen messages and at each multiple of 2^27
 * messages.
 *
 * The logger writes the cells of a milestone before it commits the state record that reaches the
 * milestone. The sampler reads the cells after that commit and converts them to log lines. The
 * count of messages determines the number of milestones.
 */
import {milestoneIntervalMessages, milestoneSlots, milestonesSingle} from '../limits.ts';
import {type MemoryPlan, milestoneCells, recordIndexes} from './layout.ts';
import type {SharedMemory} from './shared.ts';
import type {StateRecord} from './state-record.ts';

const at = recordIndexes('logger');

/** A count of messages and the tallies at exactly that count. */
export interface Milestone {
  readonly total: number;
  readonly fizz: number;
  readonly buzz: number;
  readonly fizzbuzz: number;
}

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

/**
 * Writes the tallies of the logger's staged copy, whose count is a milestone. The logger's thread
 * calls this before its commit.
 */
export function writeMilestone(memory: SharedMemory, plan: MemoryPlan, ledger: StateRecord): void {
  const total = ledger.drafted(at.received);
  const cell = cellOf(plan, milestonesReached(total));
  memory.f64[cell] = total;
  memory.f64[cell + 1] = ledger.drafted(at.fizz);
  memory.f64[cell + 2] = ledger.drafted(at.buzz);
  memory.f64[cell + 3] = ledger.drafted(at.fizzbuzz);
}

/**
 * The milestones after number `from`, up to and including number `to`. Overwritten milestones are
 * omitted.
 */
export function readMilestones(
  memory: SharedMemory,
  plan: MemoryPlan,
  from: number,
  to: number,
): Milestone[] {
  const milestones: Milestone[] = [];
  for (let number = Math.max(from, to - milestoneSlots) + 1; number <= to; number++) {
    const cell = cellOf(plan, number);
    const [total, fizz, buzz, fizzbuzz] = memory.f64.subarray(cell, cell + milestoneCells.length);
    if (milestonesReached(total ?? 0) !== number) continue;
    milestones.push({total, fizz, buzz, fizzbuzz} as Milestone);
  }
  return milestones;
}

function cellOf(plan: MemoryPlan, number: number): number {
  return plan.milestonesF64 + (number % milestoneSlots) * milestoneCells.length;
}
