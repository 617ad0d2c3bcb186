/**
 * A single-producer, single-consumer ring: the part that sender and receiver have in common.
 *
 * A ring has two positions. Each is written by one endpoint only and grows without bound. Positions
 * are 32-bit cursors that wrap. A slot is a position masked by the capacity.
 *
 * The slots of an endpoint are its free slots (sender) or its messages (receiver). Their number is
 * `peer position + headroom - own position`. The headroom is the capacity for the sender and 0 for
 * the receiver.
 *
 * Each endpoint caches the position of its peer. The cache may be stale, but in one direction only:
 * the actual number of slots is at least the cached one, because only this endpoint reduces it. The
 * cache is reloaded only when the cached number is too small.
 */
import type {ChannelPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';
import type {State} from '../memory/state-record.ts';
import {type Condition, SlotCondition} from './condition.ts';
import type {Doorbell} from './doorbell.ts';
import {loadPeerWord} from './peer-word.ts';
import {Slice} from './slice.ts';

/** The words of an endpoint and of its peer, as indexes in the 32-bit view, and the headroom. */
export interface EndpointPlan {
  readonly ownPositionI32: number;
  readonly peerPositionI32: number;
  readonly ownThresholdI32: number;
  readonly peerThresholdI32: number;
  readonly headroomMessages: number;
}

/** What an endpoint needs of its actor. */
export interface Owner {
  readonly memory: SharedMemory;
  /** The actor's state record, whose number at `field` is the messages of this endpoint so far. */
  readonly state: State;
  readonly field: number;
  /** The doorbell of the peer's thread. */
  readonly peerBell: Doorbell;
  /** The peer is on the same thread. No thread then has to be woken, and plain loads suffice. */
  readonly isPeerLocal: boolean;
}

/**
 * One endpoint of a channel, the base class of `Sender` and `Receiver`. One actor's thread uses it.
 *
 * An endpoint takes part in its actor's transactions. `advance` counts messages in the staged state
 * only. The peer sees them after the commit of that state, when the engine calls `publish`.
 */
export class Endpoint {
  readonly capacityMessages: number;
  protected readonly plan: ChannelPlan;
  protected readonly memory: SharedMemory;
  readonly #i32: Int32Array;
  readonly #words: EndpointPlan;
  readonly #owner: Owner;
  readonly #slice: Slice;
  /** Modulo 2^32, including messages that are not committed. */
  #position: number;
  /** Always equal to the published word. */
  #published: number;
  #cachedPeerPosition: number;

  /**
   * Publishes the committed position again, which completes a publication that a crash interrupted.
   */
  constructor(plan: ChannelPlan, words: EndpointPlan, owner: Owner) {
    const {capacityMessages, messageBytes} = plan.spec;
    this.capacityMessages = capacityMessages;
    this.plan = plan;
    this.memory = owner.memory;
    this.#i32 = owner.memory.i32;
    this.#words = words;
    this.#owner = owner;
    this.#slice = new Slice(plan.ringByte, capacityMessages, messageBytes);
    this.#position = owner.state.get(owner.field) | 0;
    this.#published = this.#position;
    this.#cachedPeerPosition = Atomics.load(this.#i32, words.peerPositionI32);
    // A previous holder of this endpoint may have died while it waited, with its threshold set.
    Atomics.store(this.#i32, words.ownThresholdI32, 0);
    this.#storePosition();
  }

  /** The number of messages of this endpoint, including staged ones, as a 32-bit cursor. */
  get position(): number {
    return this.#position;
  }

  /** The number of messages of this endpoint since the start, including staged ones. */
  get total(): number {
    return this.#owner.state.get(this.#owner.field);
  }

  /** The whole ring as unsigned 64-bit integers. Creates a view: call it once, at the start. */
  get u64(): BigUint64Array {
    return new BigUint64Array(...this.#ring(8));
  }

  /** The whole ring as 64-bit floats. Creates a view: call it once, at the start. */
  get f64(): Float64Array {
    return new Float64Array(...this.#ring(8));
  }

  /** The whole ring as bytes. Creates a view: call it once, at the start. */
  get bytes(): Uint8Array {
    return new Uint8Array(...this.#ring(1));
  }

  /** The whole ring for mixed types. Creates a view: call it once, at the start. */
  get view(): DataView {
    return new DataView(...this.#ring(1));
  }

  #ring(elementBytes: number): [buffer: ArrayBuffer, byte: number, length: number] {
    const {ringByte, spec} = this.plan;
    const bytes = spec.capacityMessages * spec.messageBytes;
    return [this.memory.memory.buffer, ringByte, bytes / elementBytes];
  }

  /**
   * Counts the first `count` messages as handled. The peer sees them after the actor's next commit.
   * Allocates nothing.
   * @throws {RangeError} when there are not so many
   */
  advance(count: number): void {
    if (!(count >= 0 && count <= this.slots(count))) this.#reject(count);
    this.#position = (this.#position + count) | 0;
    this.#owner.state.add(this.#owner.field, count);
  }

  /**
   * Hands over the messages that were committed, and wakes the peer if they reach its wake
   * threshold. The engine calls this after each commit. Allocates nothing.
   * @returns the number of messages
   */
  publish(): number {
    const count = (this.#position - this.#published) | 0;
    if (count === 0) return 0;
    this.#published = this.#position;
    this.#storePosition();
    return count;
  }

  /**
   * Returns the number of slots. The result is exact when it is below `enough`, and otherwise a
   * lower bound. Allocates nothing.
   */
  protected slots(enough: number): number {
    const slots = this.#cachedSlots();
    if (slots >= enough) return slots;
    this.#cachedPeerPosition = loadPeerWord(
      this.#i32,
      this.#words.peerPositionI32,
      this.#owner.isPeerLocal,
    );
    return this.#cachedSlots();
  }

  /** Returns the next `count` slots in place. Allocates nothing. */
  protected slice(count: number): Slice {
    return this.#slice.set(this.#position, count);
  }

  /**
   * Creates a condition that is met when there are `count` slots.
   * @throws {RangeError} when the channel does not hold so many
   */
  protected whenSlots(count: number, waitsFor: string): Condition {
    if (!(count >= 0 && count <= this.capacityMessages)) this.#reject(count);
    const {closedI32} = this.plan;
    const {isPeerLocal} = this.#owner;
    const thresholdI32 = this.#words.ownThresholdI32;
    const plan = {thresholdI32, closedI32, count, waitsFor, isPeerLocal};
    return new SlotCondition(this.#i32, plan, () => this.slots(count) >= count);
  }

  protected get isChannelClosed(): boolean {
    return Atomics.load(this.#i32, this.plan.closedI32) === 1;
  }

  protected closeChannel(): void {
    Atomics.store(this.#i32, this.plan.closedI32, 1);
    this.#owner.peerBell.ring();
  }

  #reject(count: number): never {
    const {name, capacityMessages} = this.plan.spec;
    const there = this.slots(capacityMessages);
    throw new RangeError(`${count} messages of ${name}: there are ${there} of ${capacityMessages}`);
  }

  #cachedSlots(): number {
    return (this.#cachedPeerPosition + this.#words.headroomMessages - this.#position) | 0;
  }

  #storePosition(): void {
    // The slots were written, or read, before this store. A position must never be ahead of them.
    Atomics.store(this.#i32, this.#words.ownPositionI32, this.#published);
    if (this.#owner.isPeerLocal) return;
    // This load comes after the store above. A sleeper stores its wake threshold before it loads
    // this position for the last time. So at least one side sees the store of the other.
    const threshold = Atomics.load(this.#i32, this.#words.peerThresholdI32);
    if (threshold === 0) return;
    this.#cachedPeerPosition = Atomics.load(this.#i32, this.#words.peerPositionI32);
    const peerSlots = this.capacityMessages - this.#cachedSlots();
    if (peerSlots >= threshold) this.#owner.peerBell.ring();
  }
}
