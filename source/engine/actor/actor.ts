/** The interface between actors and their scheduler. */
import type {Condition} from '../channel/condition.ts';

/** A part of a pipeline that a scheduler runs step by step on a thread. */
export interface Actor {
  /**
   * Does at most one slice of work: a few microseconds to a few milliseconds.
   *
   * Returns `undefined` if the actor can continue at once, or the condition without which it cannot
   * continue. Returns `done` if the actor has no work left. A wait can end early, so `step` checks
   * again. Changes that `step` does not commit are kept for the next step, and lost in a crash.
   */
  step(): Condition | undefined;
}

/**
 * The result of `step` when the actor's work is complete. The engine closes the actor's channels.
 * The run ends when all actors are done.
 */
export const done: Condition = {
  waitsFor: 'done',
  deadlineMs: Number.POSITIVE_INFINITY,
  isMet: () => false,
  isOver: () => false,
  arm() {},
  disarm() {},
};
