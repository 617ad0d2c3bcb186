/**
 * The conditions that an actor can wait for.
 *
 * An actor creates its conditions once at its start, so that waiting allocates nothing. A condition
 * takes the clock as its argument, not the time: V8 boxes a number that is not a small integer when
 * it is passed through a call.
 *
 * A condition belongs to one thread. Its predicates may read words that a peer changes meanwhile.
 * Such a change only moves the condition towards "met": the input of the only receiver can only
 * grow, and so can the room of the only sender.
 */
import type {Clock} from '../base/clock.ts';
import {loadPeerWord} from './peer-word.ts';

/** A condition that one actor waits for. Only the actor's own thread uses it. */
export interface Condition {
  /** The kind of the wait. */
  readonly waitsFor: string;
  /** The wait also ends at this time of the thread's clock, in milliseconds. `Infinity`: never. */
  deadlineMs: number;
  /** Whether the awaited input, room or state is available. */
  isMet(): boolean;
  /**
   * Whether the wait is over, so that the actor should check again. The wait is over when the
   * condition is met, when its deadline has passed, or when the channel is closed and no more
   * messages can follow. A wait that is over is not always met: closing a channel adds no messages.
   */
  isOver(clock: Clock): boolean;
  /** Stores the wake threshold: the fill at which the peer rings. `disarm` resets it. */
  arm(): void;
  /** Resets the wake threshold, so that the peer does not ring any more. */
  disarm(): void;
}

/**
 * The conjunction of several conditions. An actor waits for one condition at a time: the first
 * unmet one. That condition is also the diagnosis.
 */
export class AllOf {
  readonly #conditions: readonly Condition[];

  constructor(...conditions: Condition[]) {
    this.#conditions = conditions;
  }

  /** Returns the first unmet condition, or `undefined` when all are met. Allocates nothing. */
  unmet(): Condition | undefined {
    for (let index = 0; index < this.#conditions.length; index++) {
      const condition = this.#conditions[index] as Condition;
      if (!condition.isMet()) return condition;
    }
    return undefined;
  }
}

/** Checks of a wait for any of several conditions, of which one looks at the peers' words. */
const checksPerLook = 16;

/**
 * The disjunction of conditions of the same kind. A busy thread checks the waits of its actors
 * after each step. To look at the words of several peers so often would slow them down, so only
 * one check in sixteen looks. A thread that is about to sleep has armed the wait, and then each
 * check looks.
 */
export class AnyOf implements Condition {
  readonly waitsFor: string;
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly #conditions: readonly Condition[];
  #isArmed = false;
  #checks = 0;

  constructor(first: Condition, ...others: Condition[]) {
    this.waitsFor = first.waitsFor;
    this.#conditions = [first, ...others];
  }

  isMet(): boolean {
    for (let index = 0; index < this.#conditions.length; index++) {
      if ((this.#conditions[index] as Condition).isMet()) return true;
    }
    return false;
  }

  isOver(clock: Clock): boolean {
    this.#checks = (this.#checks + 1) % checksPerLook;
    if (!this.#isArmed && this.#checks !== 0) return false;
    for (let index = 0; index < this.#conditions.length; index++) {
      if ((this.#conditions[index] as Condition).isOver(clock)) return true;
    }
    return false;
  }

  arm(): void {
    this.#isArmed = true;
    for (let index = 0; index < this.#conditions.length; index++) {
      (this.#conditions[index] as Condition).arm();
    }
  }

  disarm(): void {
    this.#isArmed = false;
    for (let index = 0; index < this.#conditions.length; index++) {
      (this.#conditions[index] as Condition).disarm();
    }
  }
}

/** A condition with a deadline only. The owner sets `deadlineMs` before it waits. */
export class Schedule implements Condition {
  readonly waitsFor = 'schedule';
  deadlineMs = Number.POSITIVE_INFINITY;

  isMet(): boolean {
    return false;
  }

  isOver(clock: Clock): boolean {
    return clock.nowMs >= this.deadlineMs;
  }

  arm(): void {}

  disarm(): void {}
}

/** The words of a wait for slots: indexes in the 32-bit view, and the awaited number of slots. */
export interface SlotWait {
  readonly thresholdI32: number;
  readonly closedI32: number;
  readonly count: number;
  readonly waitsFor: string;
  /** The peer is on the same thread. */
  readonly isPeerLocal: boolean;
}

/** A condition that is met when an endpoint has a number of slots. */
export class SlotCondition implements Condition {
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly waitsFor: string;
  readonly isMet: () => boolean;
  readonly #i32: Int32Array;
  readonly #plan: SlotWait;

  constructor(i32: Int32Array, plan: SlotWait, isMet: () => boolean) {
    this.waitsFor = plan.waitsFor;
    this.isMet = isMet;
    this.#i32 = i32;
    this.#plan = plan;
  }

  isOver(clock: Clock): boolean {
    const {closedI32, isPeerLocal} = this.#plan;
    return (
      this.isMet() ||
      clock.nowMs >= this.deadlineMs ||
      loadPeerWord(this.#i32, closedI32, isPeerLocal) === 1
    );
  }

  arm(): void {
    Atomics.store(this.#i32, this.#plan.thresholdI32, this.#plan.count);
  }

  disarm(): void {
    Atomics.store(this.#i32, this.#plan.thresholdI32, 0);
  }
}
