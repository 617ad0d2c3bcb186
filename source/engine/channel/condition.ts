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
import type {Clock} from '../clock.ts';
import type {WaitKind} from '../memory/layout.ts';

/** A condition that one actor waits for. Only the actor's own thread uses it. */
export interface Condition {
  /** The kind of the wait. */
  readonly waitsFor: WaitKind;
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
    for (let place = 0; place < this.#conditions.length; place++) {
      const condition = this.#conditions[place] as Condition;
      if (!condition.isMet()) return condition;
    }
    return undefined;
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
