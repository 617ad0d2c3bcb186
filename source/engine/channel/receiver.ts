import {type ChannelPlan, fillBuckets, type WaitKind} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Condition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {Endpoint} from './endpoint.ts';
import type {Slice} from './slice.ts';

/**
 * The receiving endpoint of a channel. Exactly one actor holds it.
 *
 * It writes the `read` position, its wake threshold and the fill histogram. It reads `written`,
 * `closed` and the messages between the two positions.
 */
export class Receiver extends Endpoint {
  readonly #f64: Float64Array;
  readonly #fillF64: number;
  readonly #highWaterF64: number;

  /** @param receivedTotal messages taken according to the committed copy, 0 at first */
  constructor(memory: SharedMemory, plan: ChannelPlan, senderBell: Doorbell, receivedTotal = 0) {
    const end = {
      ownPositionI32: plan.readI32,
      peerPositionI32: plan.writtenI32,
      ownThresholdI32: plan.receiverThresholdI32,
      peerThresholdI32: plan.senderThresholdI32,
      closedI32: plan.closedI32,
      ringByte: plan.ringByte,
      capacityMessages: plan.spec.capacityMessages,
      headroomMessages: 0,
    };
    super(memory, end, senderBell, receivedTotal);
    this.#f64 = memory.f64;
    this.#fillF64 = plan.fillF64;
    this.#highWaterF64 = plan.highWaterF64;
  }

  /**
   * Returns the available messages. The result is exact when it is below `enough`, and otherwise a
   * lower bound.
   */
  available(enough: number): number {
    return this.reach(enough);
  }

  /** Returns the number of all messages that are available now. */
  availableNow(): number {
    return this.reach(this.capacityMessages);
  }

  /**
   * Returns the next `count` messages. They must be available. The caller reads them in place and
   * then returns their slots by `advance`.
   */
  peek(count: number): Slice {
    return this.stretch(count);
  }

  /**
   * Creates a condition that is met when `count` messages are available. The wait is also over when
   * the channel is closed.
   */
  holding(count: number, waitsFor: WaitKind = 'input'): Condition {
    return this.whenSlots(count, waitsFor);
  }

  /**
   * Whether the sender has closed the channel. Read this before `availableNow`: in this order, an
   * empty closed channel stays empty.
   */
  get isClosed(): boolean {
    return this.isChannelClosed;
  }

  /**
   * Counts the fill of the channel in its histogram. The actor calls this at the start of each
   * batch, before it takes a message. Allocates nothing.
   */
  recordFill(): void {
    const fill = this.availableNow();
    const bucket = Math.floor((fill * (fillBuckets - 1)) / this.capacityMessages);
    const cell = this.#fillF64 + bucket;
    this.#f64[cell] = (this.#f64[cell] as number) + 1;
    if (fill > (this.#f64[this.#highWaterF64] as number)) this.#f64[this.#highWaterF64] = fill;
  }
}
