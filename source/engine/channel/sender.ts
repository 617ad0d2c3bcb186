import type {ChannelPlan} from '../memory/layout.ts';
import type {Condition} from './condition.ts';
import {Endpoint, type Owner} from './endpoint.ts';
import type {Slice} from './slice.ts';

/**
 * The sending endpoint of a channel. Exactly one actor holds it. A plain store is therefore a safe
 * publication: no second writer exists.
 *
 * It writes the ring's free slots, the `written` position, `closed` and its wake threshold. It
 * reads `read`.
 */
export class Sender extends Endpoint {
  constructor(plan: ChannelPlan, owner: Owner) {
    const words = {
      ownPositionI32: plan.writtenI32,
      peerPositionI32: plan.readI32,
      ownThresholdI32: plan.senderThresholdI32,
      peerThresholdI32: plan.receiverThresholdI32,
      headroomMessages: plan.spec.capacityMessages,
    };
    super(plan, words, owner);
  }

  /**
   * Returns the number of free slots. The result is exact when it is below `enough`, and otherwise
   * a lower bound. By default it is exact.
   */
  vacant(enough = this.capacityMessages): number {
    return this.slots(enough);
  }

  /**
   * Returns the next `count` free slots. They must be vacant. The caller writes them in place and
   * then sends them by `advance`.
   */
  poke(count: number): Slice {
    return this.slice(count);
  }

  /** Creates a condition that is met when `count` slots are free. */
  whenVacant(count: number): Condition {
    return this.whenSlots(count, 'room');
  }

  /**
   * Closes the channel: no more messages follow. A receiver that first sees `closed` and then loads
   * the position sees every message that was sent. The engine closes the channels of an actor that
   * is done.
   */
  close(): void {
    this.closeChannel();
  }
}
