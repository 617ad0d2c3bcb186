/**
 * Assembles a pipeline's parts on the calling thread. The same graph and memory give the same plan
 * on every thread.
 */
import {Doorbell} from '../channel/doorbell.ts';
import type {Graph} from '../definition/graph.ts';
import {Control} from '../memory/control.ts';
import {type MemoryPlan, planMemory} from '../memory/layout.ts';
import {mergeLanes} from '../memory/merge-lanes.ts';
import type {SharedMemory} from '../memory/shared.ts';
import {copyState, reopenChannels} from '../memory/transfer.ts';

/**
 * The parts that every thread has: the graph, the memory plan, the memory, the doorbells and the
 * command words.
 */
export interface PipelineParts {
  readonly graph: Graph;
  readonly plan: MemoryPlan;
  readonly memory: SharedMemory;
  readonly bells: readonly Doorbell[];
  readonly control: Control;
}

/**
 * Assembles the parts of a pipeline on the calling thread.
 * @param allocate returns the memory for a plan: new memory on the main thread, the shared memory
 *   on other threads
 */
export function assembleParts(
  graph: Graph,
  allocate: (plan: MemoryPlan) => SharedMemory,
): PipelineParts {
  const plan = planMemory(graph);
  const memory = allocate(plan);
  const bells = plan.bellsI32.map((index) => new Doorbell(memory.i32, index));
  const control = new Control(memory, plan, graph.data, () => {
    for (const bell of bells) bell.ring();
  });
  return {graph, plan, memory, bells, control};
}

/**
 * Transfers the state of a drained pipeline to `successor`, which continues it in its own rings.
 * Precondition: the drained pipeline's threads have exited. `successor` may have the same memory,
 * and then continues in the same rings. With another number of lanes, its memory is new, and has
 * the initial values of all states. Every total, histogram and command is kept, and the next
 * message follows the last one.
 */
export function transferState(drained: PipelineParts, successor: PipelineParts): void {
  const isSameLanes = successor.graph.lanes.length === drained.graph.lanes.length;
  if (!isSameLanes) mergeLanes(drained, successor);
  else if (successor.memory !== drained.memory)
    copyState(drained.memory, successor.memory, drained.plan);
  reopenChannels(successor.memory, successor.plan);
  successor.control.setDraining(false);
}
