/**
 * What an actor can wait for. Made once at its start, so that waiting allocates nothing.
 *
 * A condition belongs to one thread. `isMet` may look at words that neighbours change meanwhile, but only towards "met":
 * the sole receiver's input can only grow, the sole sender's room likewise.
 */
import type {WaitKind} from '../memory/layout.ts';

export interface Condition {
  readonly waitsFor: WaitKind;
  /** The condition also ends at this time of the thread's clock; `Infinity` for never. */
  deadlineMs: number;
  /** Whether the actor that waits may go on at `nowMs`. */
  isMet(nowMs: number): boolean;
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

  /** The first condition that is not met at `nowMs`, or `undefined` when all are. Allocates nothing. */
  unmet(nowMs: number): Condition | undefined {
    for (let place = 0; place < this.#conditions.length; place++) {
      const condition = this.#conditions[place] as Condition;
      if (!condition.isMet(nowMs)) return condition;
    }
    return undefined;
  }
}

/** Waits for a point in time alone, which its owner sets before it waits. */
export class Schedule implements Condition {
  readonly waitsFor = 'schedule';
  deadlineMs = Number.POSITIVE_INFINITY;

  isMet(nowMs: number): boolean {
    return nowMs >= this.deadlineMs;
  }

  arm(): void {}

  disarm(): void {}
}
