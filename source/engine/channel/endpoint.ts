/**
 * A single-producer, single-consumer ring: the part that sender and receiver have in common.
 *
 * A ring has two positions. Each is written by one endpoint only and grows without bound. Positions
 * are 32-bit cursors that wrap. A slot is a position masked by the capacity.
 *
 * The reach of an endpoint is its number of free slots (sender) or messages (receiver). It is
 * `peer position + headroom - own position`. The headroom is the capacity for the sender and 0 for
 * the receiver.
 *
 * Each endpoint caches the position of its peer. The cache may be stale, but in one direction only:
 * the actual reach is at least the cached reach, because only this endpoint reduces it. The cache
 * is reloaded only when the cached reach is too small.
 */
import type {Clock} from '../clock.ts';
import type {WaitKind} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Condition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {Slice} from './slice.ts';

/**
 * The layout of one endpoint: the indexes of its own words and of its peer's words in the 32-bit
 * view, the byte offset of the ring, and the capacity and headroom in messages.
 */
export interface EndpointPlan {
  readonly ownPositionI32: number;
  readonly peerPositionI32: number;
  readonly ownThresholdI32: number;
  readonly peerThresholdI32: number;
  readonly closedI32: number;
  readonly ringByte: number;
  readonly capacityMessages: number;
  readonly headroomMessages: number;
}

/**
 * One endpoint of a channel, the base class of `Sender` and `Receiver`. One actor's thread uses it.
 */
export class Endpoint {
  readonly capacityMessages: number;
  protected readonly i32: Int32Array;
  readonly #plan: EndpointPlan;
  readonly #peerBell: Doorbell;
  readonly #slice: Slice;
  /** Modulo 2^32. Always equal to the published word. */
  #position: number;
  #cachedPeerPosition: number;

  /**
   * @param peerBell the doorbell of the peer's thread
   * @param total messages that this endpoint has handled according to its committed copy. The
   *   constructor publishes this total again, which completes a publication that a crash
   *   interrupted.
   */
  constructor(memory: SharedMemory, plan: EndpointPlan, peerBell: Doorbell, total: number) {
    this.capacityMessages = plan.capacityMessages;
    this.i32 = memory.i32;
    this.#plan = plan;
    this.#peerBell = peerBell;
    this.#slice = new Slice(plan.ringByte, plan.capacityMessages);
    this.#position = total | 0;
    this.#cachedPeerPosition = Atomics.load(this.i32, plan.peerPositionI32);
    // A previous holder of this endpoint may have died while it waited, with its threshold set.
    Atomics.store(this.i32, plan.ownThresholdI32, 0);
    this.#publish();
  }

  /** The number of words that this endpoint has handled, as a 32-bit cursor that wraps. */
  get position(): number {
    return this.#position;
  }

  /**
   * Returns the words within reach. The result is exact when it is below `enough`, and otherwise a
   * lower bound. Allocates nothing.
   */
  protected reach(enough: number): number {
    const reach = this.#cachedSlots();
    if (reach >= enough) return reach;
    this.#cachedPeerPosition = Atomics.load(this.i32, this.#plan.peerPositionI32);
    return this.#cachedSlots();
  }

  /**
   * Returns the next `count` words in place. They must be within reach. The slice is valid until
   * the next call. Allocates nothing.
   */
  protected stretch(count: number): Slice {
    return this.#slice.set(this.#position, count);
  }

  /**
   * Hands over the first `count` words, and wakes the peer if this reaches its wake threshold.
   * Allocates nothing.
   */
  advance(count: number): void {
    this.#position = (this.#position + count) | 0;
    this.#publish();
  }

  /** Creates a condition that is met when `count` words are within reach. */
  protected whenSlots(count: number, waitsFor: WaitKind): Condition {
    return new SlotCondition(
      this.i32,
      this.#plan,
      count,
      waitsFor,
      () => this.reach(count) >= count,
    );
  }

  protected get isChannelClosed(): boolean {
    return Atomics.load(this.i32, this.#plan.closedI32) === 1;
  }

  protected closeChannel(): void {
    Atomics.store(this.i32, this.#plan.closedI32, 1);
    this.#peerBell.ring();
  }

  #cachedSlots(): number {
    return (this.#cachedPeerPosition + this.#plan.headroomMessages - this.#position) | 0;
  }

  #publish(): void {
    // The slots were written, or read, before this store. A position must never be ahead of them.
    Atomics.store(this.i32, this.#plan.ownPositionI32, this.#position);
    // This load comes after the store above. A sleeper stores its wake threshold before it loads
    // this position for the last time. So at least one side sees the store of the other.
    const wanted = Atomics.load(this.i32, this.#plan.peerThresholdI32);
    if (wanted === 0) return;
    this.#cachedPeerPosition = Atomics.load(this.i32, this.#plan.peerPositionI32);
    const otherReach = this.capacityMessages - this.#cachedSlots();
    if (otherReach >= wanted) this.#peerBell.ring();
  }
}

class SlotCondition implements Condition {
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly waitsFor: WaitKind;
  readonly #i32: Int32Array;
  readonly #plan: EndpointPlan;
  readonly #count: number;
  readonly #isReached: () => boolean;

  constructor(
    i32: Int32Array,
    plan: EndpointPlan,
    count: number,
    waitsFor: WaitKind,
    isReached: () => boolean,
  ) {
    this.waitsFor = waitsFor;
    this.#i32 = i32;
    this.#plan = plan;
    this.#count = count;
    this.#isReached = isReached;
  }

  isMet(): boolean {
    return this.#isReached();
  }

  isOver(clock: Clock): boolean {
    return (
      this.#isReached() ||
      clock.nowMs >= this.deadlineMs ||
      Atomics.load(this.#i32, this.#plan.closedI32) === 1
    );
  }

  arm(): void {
    Atomics.store(this.#i32, this.#plan.ownThresholdI32, this.#count);
  }

  disarm(): void {
    Atomics.store(this.#i32, this.#plan.ownThresholdI32, 0);
  }
}
