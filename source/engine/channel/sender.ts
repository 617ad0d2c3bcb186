import type {ChannelPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Condition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {Endpoint} from './endpoint.ts';
import type {Slice} from './slice.ts';

/**
 * The sending endpoint of a channel. Exactly one actor holds it. A plain store is therefore a safe
 * publication: no second writer exists.
 *
 * It writes the ring's free slots, the `written` position, `closed` and its wake threshold. It
 * reads `read`.
 */
export class Sender extends Endpoint {
  /** @param sentTotal messages sent according to the committed copy, 0 at first */
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

  /**
   * Returns the free slots. The result is exact when it is below `enough`, and otherwise a lower
   * bound.
   */
  vacant(enough: number): number {
    return this.reach(enough);
  }

  /**
   * Returns the next `count` free slots. They must be vacant. The caller writes them in place and
   * then publishes them by `advance`.
   */
  poke(count: number): Slice {
    return this.stretch(count);
  }

  /** Creates a condition that is met when `count` slots are free. */
  whenVacant(count: number): Condition {
    return this.whenSlots(count, 'room');
  }

  /**
   * Closes the channel: no more messages follow. A receiver that first sees `closed` and then loads
   * the position sees every message that was sent.
   */
  close(): void {
    this.closeChannel();
  }
}
