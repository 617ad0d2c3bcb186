/**
 * One end of a channel: what sender and receiver have in common, which is nearly everything.
 *
 * A ring has two positions, each written by one end only, that grow without end; they are 32-bit cursors that wrap, and
 * a slot is a position masked by the capacity. What an end can reach, free slots for the sender and messages for the
 * receiver, is `other position + headroom - own position`, where the headroom is the capacity for the sender and 0 for
 * the receiver.
 *
 * Each end keeps a copy of the other's position. It may be old, but only in one direction: at least as much can be
 * reached as it says, for nobody but this end takes anything away. It is renewed only when it says too little.
 */
import type {Clock} from '../clock.ts';
import type {WaitKind} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {Condition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {Slice} from './slice.ts';

/** Where in the 32-bit view an end finds its words and its neighbour's, and how they are to be read. */
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

export class Endpoint {
  readonly capacityMessages: number;
  protected readonly i32: Int32Array;
  readonly #plan: EndpointPlan;
  readonly #peerBell: Doorbell;
  readonly #slice: Slice;
  /** Modulo 2^32; always equal to the published word. */
  #position: number;
  #cachedPeerPosition: number;

  /**
   * @param peerBell the bell of the thread at the other end
   * @param total messages that this end has handled by its committed record; published (again), which completes a
   *   publication that a crash cut off
   */
  constructor(memory: SharedMemory, plan: EndpointPlan, peerBell: Doorbell, total: number) {
    this.capacityMessages = plan.capacityMessages;
    this.i32 = memory.i32;
    this.#plan = plan;
    this.#peerBell = peerBell;
    this.#slice = new Slice(plan.ringByte, plan.capacityMessages);
    this.#position = total | 0;
    this.#cachedPeerPosition = Atomics.load(this.i32, plan.peerPositionI32);
    // Whoever held this end before may have died while it waited.
    Atomics.store(this.i32, plan.ownThresholdI32, 0);
    this.#publish();
  }

  /** How many words this end has handled, as a 32-bit cursor that wraps. */
  get position(): number {
    return this.#position;
  }

  /** Words within reach: exact when fewer than `enough`, else at least that many. Allocates nothing. */
  protected reach(enough: number): number {
    const reach = this.#cachedSlots();
    if (reach >= enough) return reach;
    this.#cachedPeerPosition = Atomics.load(this.i32, this.#plan.peerPositionI32);
    return this.#cachedSlots();
  }

  /** The next `count` words, in place; they must be within reach. Holds until the next call. Allocates nothing. */
  protected stretch(count: number): Slice {
    return this.#slice.set(this.#position, count);
  }

  /** Hands the first `count` words over, and wakes the other end if that is what it waits for. Allocates nothing. */
  advance(count: number): void {
    this.#position = (this.#position + count) | 0;
    this.#publish();
  }

  /** Met when `count` words are within reach. */
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
    // The words were written, or used, before: a position must never be ahead of what it promises.
    Atomics.store(this.i32, this.#plan.ownPositionI32, this.#position);
    // Looked at after the store above; a sleeper stores its wants before it looks at our position a last time.
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
