/**
 * The receiving end of a channel. Exactly one actor holds it.
 *
 * Writes the `read` position, its wants and the fill histogram; reads `written`, `closed` and the messages between.
 */
import {type ChannelPlan, fillBuckets, type WaitKind} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Condition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {Endpoint} from './endpoint.ts';
import type {Slice} from './slice.ts';

export class Receiver extends Endpoint {
  readonly #f64: Float64Array;
  readonly #fillF64: number;
  readonly #highWaterF64: number;

  /** @param receivedTotal messages taken by the committed record, 0 at first */
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

  /** Messages to take: exact when fewer than `enough`, else at least that many. */
  available(enough: number): number {
    return this.reach(enough);
  }

  /** Every message that is there now. */
  availableNow(): number {
    return this.reach(this.capacityMessages);
  }

  /** The next `count` messages, to be read in place and then given back by `advance`; they must be available. */
  peek(count: number): Slice {
    return this.stretch(count);
  }

  /** Met when `count` messages are there; the wait is over when the channel is closed, too. */
  holding(count: number, waitsFor: WaitKind = 'input'): Condition {
    return this.whenSlots(count, waitsFor);
  }

  /** Whether the sender has closed. Look at it before `availableNow`: then an empty channel stays empty. */
  get isClosed(): boolean {
    return this.isChannelClosed;
  }

  /** Counts how full the channel is; called at the start of each batch, before anything is taken. Allocates nothing. */
  recordFill(): void {
    const fill = this.availableNow();
    const bucket = Math.floor((fill * (fillBuckets - 1)) / this.capacityMessages);
    const cell = this.#fillF64 + bucket;
    this.#f64[cell] = (this.#f64[cell] as number) + 1;
    if (fill > (this.#f64[this.#highWaterF64] as number)) this.#f64[this.#highWaterF64] = fill;
  }
}
