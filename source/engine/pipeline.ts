/**
 * Puts a pipeline's parts together on whichever thread asks: the same graph, memory and options give the same plan.
 */
import {Doorbell} from './channel/doorbell.ts';
import {fizzBuzzGraph, type Graph} from './graph.ts';
import {Control} from './memory/control.ts';
import {type MemoryPlan, planMemory} from './memory/layout.ts';
import type {SharedMemory} from './memory/shared.ts';
import {copyState, reopenChannels} from './memory/transfer.ts';

/** The parts that every thread has: the description, the plan, the bells and the command words. */
export interface Pipeline {
  readonly graph: Graph;
  readonly plan: MemoryPlan;
  readonly memory: SharedMemory;
  readonly bells: readonly Doorbell[];
  readonly control: Control;
}

/**
 * The parts of a pipeline on this thread.
 * @param allocate gives the memory for a plan: new on the main thread, the shared one elsewhere
 */
export function openPipeline(
  capacityMessages: number,
  allocate: (plan: MemoryPlan) => SharedMemory,
): Pipeline {
  const graph = fizzBuzzGraph(capacityMessages);
  const plan = planMemory(graph);
  const memory = allocate(plan);
  const bells = plan.bellsI32.map((index) => new Doorbell(memory.i32, index));
  const control = new Control(memory, plan.control, () => {
    for (const bell of bells) bell.ring();
  });
  return {graph, plan, memory, bells, control};
}

/**
 * Lets a pipeline that has drained, and whose threads are gone, go on in the rings of `successor`, or in its own when that
 * is itself: every total, histogram and command stays, and the next message follows on the last.
 */
export function transferState(drained: Pipeline, successor: Pipeline): void {
  if (successor !== drained) copyState(drained.memory, successor.memory, drained.plan);
  reopenChannels(successor.memory, successor.plan);
  successor.control.setDraining(false);
}
