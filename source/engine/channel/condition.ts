/**
 * What an actor can wait for. Made once at its start, so that waiting allocates nothing. Conditions are given the clock
 * and not the time, because a number that is no small integer would be boxed on its way through a call.
 *
 * A condition belongs to one thread. Its questions may look at words that neighbours change meanwhile, but only towards "met":
 * the sole receiver's input can only grow, the sole sender's room likewise.
 */
import type {Clock} from '../clock.ts';
import type {WaitKind} from '../memory/layout.ts';

export interface Condition {
  readonly waitsFor: WaitKind;
  /** The condition also ends at this time of the thread's clock; `Infinity` for never. */
  deadlineMs: number;
  /** Whether what was waited for is there. */
  isMet(): boolean;
  /**
   * Whether the wait is over, so that the actor should look again: the condition is met, its deadline has passed, or the
   * channel is closed, after which no more will come. Over is not met: a closed channel makes up no messages.
   */
  isOver(clock: Clock): boolean;
  /** Tells the neighbour at which fill to ring; undone by `disarm`. */
  arm(): void;
  disarm(): void;
}

/** All of several conditions. One at a time is waited for: the first that is unmet, which also is the diagnosis. */
export class AllOf {
  readonly #conditions: readonly Condition[];

  constructor(...conditions: Condition[]) {
    this.#conditions = conditions;
  }

  /** The first condition that is not met, or `undefined` when all are. Allocates nothing. */
  unmet(): Condition | undefined {
    for (let place = 0; place < this.#conditions.length; place++) {
      const condition = this.#conditions[place] as Condition;
      if (!condition.isMet()) return condition;
    }
    return undefined;
  }
}

/** Waits for a point in time alone, which its owner sets before it waits. */
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
