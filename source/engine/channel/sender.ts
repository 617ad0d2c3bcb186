/**
 * The sending end of a channel. Exactly one actor holds it, which is what makes a plain store a safe publication.
 *
 * Writes the ring's free slots, the `written` position, `closed` and its wants; reads `read`.
 */
import type {ChannelPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Condition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {Endpoint} from './endpoint.ts';
import type {Slice} from './slice.ts';

export class Sender extends Endpoint {
  /** @param sentTotal messages sent by the committed record, 0 at first */
  constructor(memory: SharedMemory, plan: ChannelPlan, receiverBell: Doorbell, sentTotal = 0) {
    const end = {
      ownPositionI32: plan.writtenI32,
      peerPositionI32: plan.readI32,
      ownThresholdI32: plan.senderThresholdI32,
      peerThresholdI32: plan.receiverThresholdI32,
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
  whenVacant(count: number): Condition {
    return this.whenSlots(count, 'room');
  }

  /** Says that nothing more will come. A receiver that sees it and then looks for messages sees all there ever were. */
  close(): void {
    this.closeChannel();
  }
}
