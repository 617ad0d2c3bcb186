/** What an actor is to its scheduler, and what it is given to work with. */
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

export interface Actor {
  readonly name: ActorName;
  /**
   * Does at most one slice of work.
   *
   * Returns the condition without which it can not go on, `agreed` when it has nothing left to do and votes for the
   * stop, or `undefined` when it can go on at once. Allocates nothing.
   */
  step(): Condition | undefined;
}

/** The vote: returned by `step` when the actor's work is done for good. Never met. */
export const agreed: Condition = {
  waitsFor: 'input',
  deadlineMs: Number.POSITIVE_INFINITY,
  isMet: () => false,
  isOver: () => false,
  arm() {},
  disarm() {},
};

/** Everything an actor can touch. */
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

/** The sending end of a channel, at the total that the sender's record holds. */
export function openSender(context: ActorContext, name: ChannelName, sentTotal: number): Sender {
  const plan = context.plan.channels[name];
  return new Sender(context.memory, plan, bellOf(context, plan.spec.to), sentTotal);
}

/** The receiving end of a channel, at the total that the receiver's record holds. */
export function openReceiver(
  context: ActorContext,
  name: ChannelName,
  receivedTotal: number,
): Receiver {
  const plan = context.plan.channels[name];
  return new Receiver(context.memory, plan, bellOf(context, plan.spec.from), receivedTotal);
}

/**
 * Counts a batch of `size` messages (1 or more) that `actor` starts, for the percentiles. Allocates nothing, not even before V8 has
 * made its best code: the counts are small integers.
 */
export function recordBatch({memory, plan}: ActorContext, actor: ActorName, size: number): void {
  const cell = plan.actors[actor].batchSizesI32 + bucketOfSize(size);
  memory.i32[cell] = ((memory.i32[cell] as number) + 1) | 0;
}

function bellOf(context: ActorContext, actor: ActorName): Doorbell {
  return context.bells[threadOf(context.graph, actor)] as Doorbell;
}
