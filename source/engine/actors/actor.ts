/** The interface between actors and their scheduler, and the resources that actors use. */
import type {Condition} from '../channel/condition.ts';
import type {Doorbell} from '../channel/doorbell.ts';
import {Receiver} from '../channel/receiver.ts';
import {Sender} from '../channel/sender.ts';
import type {Clock} from '../clock.ts';
import {type ActorName, type ChannelName, type Graph, threadOf} from '../graph.ts';
import type {Kernels} from '../kernels/kernels.ts';
import type {Control} from '../memory/control.ts';
import {bucketOfSize} from '../memory/histogram.ts';
import type {MemoryPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {PipelineSize} from '../shape.ts';

/** A part of the pipeline that a scheduler runs step by step on a thread. */
export interface Actor {
  readonly name: ActorName;
  /**
   * Does at most one slice of work.
   *
   * Returns `undefined` if the actor can continue at once, or the condition without which it cannot
   * continue. Returns `agreed` if the actor has no work left and votes for the stop. Allocates
   * nothing.
   */
  step(): Condition | undefined;
}

/** The vote for the stop. `step` returns it when the actor's work is complete. It is never met. */
export const agreed: Condition = {
  waitsFor: 'input',
  deadlineMs: Number.POSITIVE_INFINITY,
  isMet: () => false,
  isOver: () => false,
  arm() {},
  disarm() {},
};

/** All resources that an actor can access. */
export interface ActorContext {
  readonly graph: Graph;
  readonly memory: SharedMemory;
  readonly plan: MemoryPlan;
  readonly control: Control;
  readonly bells: readonly Doorbell[];
  readonly clock: Clock;
  readonly kernels: Kernels;
  readonly size: PipelineSize;
}

/**
 * Creates the sending endpoint of a channel.
 *
 * @param sentTotal total in the sender's state record, at which the endpoint continues
 */
export function openSender(context: ActorContext, name: ChannelName, sentTotal: number): Sender {
  const plan = context.plan.channels[name];
  return new Sender(context.memory, plan, bellOf(context, plan.spec.to), sentTotal);
}

/**
 * Creates the receiving endpoint of a channel.
 *
 * @param receivedTotal total in the receiver's state record, at which the endpoint continues
 */
export function openReceiver(
  context: ActorContext,
  name: ChannelName,
  receivedTotal: number,
): Receiver {
  const plan = context.plan.channels[name];
  return new Receiver(context.memory, plan, bellOf(context, plan.spec.from), receivedTotal);
}

/**
 * Counts a batch that `actor` starts, for the percentiles. The counts are small integers, so the
 * function allocates nothing, even before V8 has optimised it.
 *
 * @param size messages in the batch, 1 or more
 */
export function recordBatch({memory, plan}: ActorContext, actor: ActorName, size: number): void {
  const cell = plan.actors[actor].batchSizesI32 + bucketOfSize(size);
  memory.i32[cell] = ((memory.i32[cell] as number) + 1) | 0;
}

function bellOf(context: ActorContext, actor: ActorName): Doorbell {
  return context.bells[threadOf(context.graph, actor)] as Doorbell;
}
