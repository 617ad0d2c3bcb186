import {done} from '../actor/actor.ts';
import type {PipelineParts} from '../actor/parts.ts';
import type {Clock} from '../base/clock.ts';
import type {Condition} from '../channel/condition.ts';
import type {ActorPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';

/** An actor as its time is accounted for: its addresses, and its wait. */
export interface AccountedActor {
  readonly plan: ActorPlan;
  /** The actor's condition; `undefined` when it can continue, `done` when it is done. */
  waiting: Condition | undefined;
}

/**
 * Divides a thread's time, without gaps, into steps of one actor and waits of all. It writes the
 * busy time of each actor, and the time that the thread waited while the actor did, per kind of
 * condition. The sampler reads these values. Nothing here allocates.
 *
 * The time of an actor that is neither busy nor wait time is the busy time of the other actors on
 * its thread.
 */
export class TimeAccounting {
  readonly #memory: SharedMemory;
  readonly #clock: Clock;
  readonly #waitKinds: readonly string[];
  readonly #pauseCode: number;
  readonly #actors: readonly AccountedActor[];
  /** Time up to which the sums account for the thread's time. */
  readonly #accountedUntilMs = new Float64Array(1);
  #lastStepped: AccountedActor | undefined;

  constructor({memory, graph}: PipelineParts, clock: Clock, actors: readonly AccountedActor[]) {
    this.#memory = memory;
    this.#clock = clock;
    this.#waitKinds = graph.waitKinds;
    this.#pauseCode = graph.waitKinds.indexOf('pause') + 1;
    this.#actors = actors;
    this.#accountedUntilMs[0] = clock.nowMs;
  }

  /** Charges the time up to now to a step of `actor`. */
  chargeStep(actor: AccountedActor): void {
    this.#charge(actor.plan.busyMsF64);
    this.#accountedUntilMs[0] = this.#clock.nowMs;
    this.#lastStepped = actor;
  }

  /**
   * Begins a wait of all actors, at a clock that was just refreshed.
   * @param isSuspended the pipeline has not started or is paused
   */
  beginWaits(isSuspended: boolean): void {
    // The last step's time since the clock's reading before is busy time too. Otherwise small
    // batches would count as waits.
    if (this.#lastStepped !== undefined) this.chargeStep(this.#lastStepped);
    this.#lastStepped = undefined;
    for (let index = 0; index < this.#actors.length; index++) {
      const actor = this.#actors[index] as AccountedActor;
      if (actor.waiting === done) continue;
      this.#memory.f64[actor.plan.waitingSinceF64] = this.#clock.nowMs;
      const code = this.#waitCode(actor, isSuspended);
      Atomics.store(this.#memory.i32, actor.plan.waitingForI32, code);
    }
  }

  /** Ends a wait of all actors, at a clock that was just refreshed. */
  endWaits(isSuspended: boolean): void {
    for (let index = 0; index < this.#actors.length; index++) {
      const actor = this.#actors[index] as AccountedActor;
      if (actor.waiting === done) continue;
      const code = this.#waitCode(actor, isSuspended);
      if (code > 0) this.#charge(actor.plan.waitMsF64 + code - 1);
      Atomics.store(this.#memory.i32, actor.plan.waitingForI32, 0);
    }
    this.#accountedUntilMs[0] = this.#clock.nowMs;
  }

  /** The code of a wait in memory; 0 when the actor works. */
  #waitCode({waiting}: AccountedActor, isSuspended: boolean): number {
    if (isSuspended) return this.#pauseCode;
    return waiting === undefined ? 0 : this.#waitKinds.indexOf(waiting.waitsFor) + 1;
  }

  /** Adds the time since `#accountedUntilMs` to a sum. */
  #charge(sumF64: number): void {
    const sum = this.#memory.f64[sumF64] as number;
    this.#memory.f64[sumF64] = sum + this.#clock.nowMs - (this.#accountedUntilMs[0] as number);
  }
}
