/**
 * Milestones: the tallies at exactly the first fifteen messages and at each multiple of 2^27.
 *
 * The logger writes a milestone's cells before it commits the record that reaches it; the sampler reads them once that
 * record is committed, and turns them into log lines. The number of milestones follows from the count of messages.
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

/** How many messages after `received` the next milestone is. */
export function untilMilestone(received: number): number {
  if (received < milestonesSingle) return 1;
  return milestoneIntervalMessages - (received % milestoneIntervalMessages);
}

/** How many milestones `received` messages have reached. */
export function milestonesReached(received: number): number {
  if (received < milestonesSingle) return received;
  return milestonesSingle + Math.floor(received / milestoneIntervalMessages);
}

/** Notes the tallies of the logger's draft, whose count is a milestone. */
export function writeMilestone(memory: SharedMemory, plan: MemoryPlan, ledger: StateRecord): void {
  const total = ledger.drafted(at.received);
  const cell = cellOf(plan, milestonesReached(total));
  memory.f64[cell] = total;
  memory.f64[cell + 1] = ledger.drafted(at.fizz);
  memory.f64[cell + 2] = ledger.drafted(at.buzz);
  memory.f64[cell + 3] = ledger.drafted(at.fizzbuzz);
}

/** The milestones after the first `from` up to the first `to`; those that have been overwritten are left out. */
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
