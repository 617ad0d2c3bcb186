import {type ChannelPlan, fillBuckets} from '../memory/layout.ts';
import type {Condition} from './condition.ts';
import {Endpoint, type Owner} from './endpoint.ts';
import type {Slice} from './slice.ts';

/**
 * The receiving endpoint of a channel. Exactly one actor holds it.
 *
 * It writes the `read` position, its wake threshold and the fill histogram. It reads `written`,
 * `closed` and the messages between the two positions.
 */
export class Receiver extends Endpoint {
  readonly #f64: Float64Array;

  constructor(plan: ChannelPlan, owner: Owner) {
    const words = {
      ownPositionI32: plan.readI32,
      peerPositionI32: plan.writtenI32,
      ownThresholdI32: plan.receiverThresholdI32,
      peerThresholdI32: plan.senderThresholdI32,
      headroomMessages: 0,
    };
    super(plan, words, owner);
    this.#f64 = owner.memory.f64;
  }

  /**
   * Returns the number of available messages. The result is exact when it is below `enough`, and
   * otherwise a lower bound. By default it is exact.
   */
  available(enough = this.capacityMessages): number {
    return this.slots(enough);
  }

  /**
   * Returns the next `count` messages. They must be available. The caller reads them in place and
   * then returns their slots by `advance`.
   */
  peek(count: number): Slice {
    return this.slice(count);
  }

  /**
   * Creates a condition that is met when `count` messages are available. The wait is also over when
   * the channel is closed.
   */
  whenAvailable(count: number): Condition {
    return this.whenSlots(count, this.plan.spec.wait);
  }

  /**
   * Whether the sender has closed the channel. Read this before `available`: in this order, an
   * empty closed channel stays empty.
   */
  get isClosed(): boolean {
    return this.isChannelClosed;
  }

  /**
   * Counts the fill of the channel in its histogram. The actor calls this at the start of each
   * batch, before it takes a message. Allocates nothing.
   */
  countFill(): void {
    const {fillF64, highWaterF64} = this.plan;
    const fill = this.available();
    const cell = fillF64 + Math.floor((fill * (fillBuckets - 1)) / this.capacityMessages);
    this.#f64[cell] = (this.#f64[cell] as number) + 1;
    if (fill > (this.#f64[highWaterF64] as number)) this.#f64[highWaterF64] = fill;
  }
}
