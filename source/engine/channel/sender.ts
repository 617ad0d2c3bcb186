/**
 * The sending end of a channel. Exactly one actor holds it, which is what makes a plain store a safe publication.
 *
 * Writes the ring's free slots, the `written` position, `closed` and its wants; reads `read`.
 */
import type {ChannelPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Condition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {ChannelEnd} from './end.ts';
import type {Slice} from './slice.ts';

export class Sender extends ChannelEnd {
  /** @param sentTotal messages sent by the committed record, 0 at first */
  constructor(memory: SharedMemory, plan: ChannelPlan, receiverBell: Doorbell, sentTotal = 0) {
    const end = {
      ownI32: plan.writtenI32,
      otherI32: plan.readI32,
      ownWantsI32: plan.senderWantsI32,
      otherWantsI32: plan.receiverWantsI32,
      closedI32: plan.closedI32,
      ringByte: plan.ringByte,
      capacityMessages: plan.spec.capacityMessages,
      headroomMessages: plan.spec.capacityMessages,
    };
    super(memory, end, receiverBell, sentTotal);
  }

  /** Free slots: exact when fewer than `enough`, else at least that many. */
  vacant(enough: number): number {
    return this.reach(enough);
  }

  /** The next `count` free slots, to be written in place and then published by `advance`; they must be vacant. */
  poke(count: number): Slice {
    return this.stretch(count);
  }

  /** Met when `count` slots are free. */
  roomFor(count: number): Condition {
    return this.reaching(count, 'room');
  }

  /** Says that nothing more will come. A receiver that sees it and then looks for messages sees all there ever were. */
  close(): void {
    this.closeChannel();
  }
}
