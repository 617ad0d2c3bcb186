import {type Actor, agreed} from '../actors/actor.ts';
import type {Condition} from '../channel/condition.ts';
import type {Doorbell} from '../channel/doorbell.ts';
import type {Clock} from '../clock.ts';
import type {Control} from '../memory/control.ts';
import {type ActorPlan, actorStates, type MemoryPlan, waitKinds} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';

const running = actorStates.indexOf('running');
const hasAgreed = actorStates.indexOf('agreed');
const pauseCode = waitKinds.indexOf('pause') + 1;

/** Longest sleep whose timeout keeps the fraction of a millisecond. */
const fractionalSleepMs = 4;

/** An actor and its scheduling state. */
interface ScheduledActor {
  readonly actor: Actor;
  readonly plan: ActorPlan;
  /** The actor's condition; `undefined` when it can continue, `agreed` when it is done. */
  waiting: Condition | undefined;
}

/**
 * The cooperative scheduler of one thread. It steps the actors that can continue, and puts the
 * thread to sleep when none can.
 *
 * For each of its actors it writes the state, the busy time, and the time that the thread slept
 * while the actor waited, per condition. The sampler reads these values. A thread's time is divided
 * without gaps into steps of one actor and sleeps of all. The time of a troupe's actor that is
 * neither busy nor wait time is therefore the busy time of the other actors on its thread.
 */
export class Scheduler {
  readonly #memory: SharedMemory;
  readonly #control: Control;
  readonly #clock: Clock;
  readonly #bell: Doorbell;
  readonly #members: readonly ScheduledActor[];
  #generation: number;
  #agreedCount = 0;
  #lastStepped: ScheduledActor | undefined;
  /** Time up to which the members' busy and wait sums account for the thread's time. */
  readonly #accounted = new Float64Array(1);
  readonly #timeoutMs = new Float64Array(1);

  constructor(
    memory: SharedMemory,
    plan: MemoryPlan,
    control: Control,
    clock: Clock,
    bell: Doorbell,
    actors: readonly Actor[],
  ) {
    this.#memory = memory;
    this.#control = control;
    this.#clock = clock;
    this.#bell = bell;
    this.#members = actors.map((actor) => ({
      actor,
      plan: plan.actors[actor.name],
      waiting: undefined,
    }));
    this.#generation = control.generation;
    for (const member of this.#members) this.#setState(member, running);
    this.#accounted[0] = clock.nowMs;
  }

  /**
   * Runs the actors until all have agreed to stop. Blocks the thread.
   * @param afterRound is called after each turn, before any sleep
   */
  run(afterRound = () => {}): void {
    while (!this.isDone) {
      const worked = this.turn();
      afterRound();
      if (!worked) this.#sleep();
    }
  }

  get isDone(): boolean {
    return this.#agreedCount === this.#members.length;
  }

  /**
   * Steps each actor that can continue, once. Returns whether there was such an actor. Never
   * blocks. Allocates nothing.
   */
  turn(): boolean {
    if (this.#hasNewCommand()) this.#clearWaits();
    if (!this.#control.mayRun) return false;
    let worked = false;
    for (let place = 0; place < this.#members.length; place++) {
      const member = this.#members[place] as ScheduledActor;
      if (!this.#canStep(member)) continue;
      this.#step(member);
      worked = true;
    }
    return worked;
  }

  #canStep(member: ScheduledActor): boolean {
    return member.waiting === undefined || member.waiting.isOver(this.#clock);
  }

  #step(member: ScheduledActor): void {
    member.waiting = member.actor.step();
    this.#charge(member.plan.busyMsF64);
    this.#accounted[0] = this.#clock.nowMs;
    this.#lastStepped = member;
    if (member.waiting === agreed) {
      this.#agreedCount++;
      this.#setState(member, hasAgreed);
    }
  }

  /** Compares the command version. Any command can end any wait: a stop, a pause, a new period. */
  #hasNewCommand(): boolean {
    const generation = this.#control.generation;
    if (generation === this.#generation) return false;
    this.#generation = generation;
    return true;
  }

  #clearWaits(): void {
    for (const member of this.#members) {
      if (member.waiting !== agreed) member.waiting = undefined;
    }
  }

  /**
   * Sleeps until a neighbour, a command or the earliest deadline wakes the thread.
   *
   * A thread sleeps about a thousand times per second, too seldom for V8 to optimize this code
   * soon. This code therefore allocates nothing even before it is optimized, when an iterator, or a
   * fraction that is passed or returned, is an object.
   */
  #sleep(): void {
    this.#clock.refresh();
    this.#chargeLastStep();
    const held = !this.#control.mayRun;
    this.#beginWaits(held);
    this.#bell.announce();
    // The last check, after the doorbell's word is "parked". This check sees all that was published
    // before that store. A neighbour that publishes later sees "parked" and rings.
    // lesson: doorbell
    if (this.#canSleep(held)) {
      this.#findTimeout(held);
      this.#bell.block(this.#timeoutMs);
    }
    this.#bell.answer();
    this.#clock.refresh();
    this.#endWaits(held);
  }

  /**
   * Charges the last step's time since the clock's last reading as busy time. Otherwise small
   * batches would count as waits.
   */
  #chargeLastStep(): void {
    if (this.#lastStepped === undefined) return;
    this.#charge(this.#lastStepped.plan.busyMsF64);
    this.#accounted[0] = this.#clock.nowMs;
    this.#lastStepped = undefined;
  }

  #canSleep(held: boolean): boolean {
    if (this.#control.generation !== this.#generation) return false;
    if (held) return true;
    for (let place = 0; place < this.#members.length; place++) {
      if (this.#canStep(this.#members[place] as ScheduledActor)) return false;
    }
    return true;
  }

  /**
   * Stores the sleep's timeout in `#timeoutMs`: the time to the earliest deadline, or `Infinity`
   * while the pipeline is held.
   */
  #findTimeout(held: boolean): void {
    this.#timeoutMs[0] = Number.POSITIVE_INFINITY;
    if (held) return;
    for (let place = 0; place < this.#members.length; place++) {
      const {deadlineMs} = (this.#members[place] as ScheduledActor).waiting as Condition;
      if (deadlineMs - this.#clock.nowMs < (this.#timeoutMs[0] as number)) {
        this.#timeoutMs[0] = Math.max(0, deadlineMs - this.#clock.nowMs);
      }
    }
    // Whole milliseconds are small integers, which are not boxed. The remaining fraction is slept
    // in a later, short sleep.
    const timeoutMs = this.#timeoutMs[0] as number;
    if (timeoutMs > fractionalSleepMs) this.#timeoutMs[0] = Math.floor(timeoutMs);
  }

  #beginWaits(held: boolean): void {
    for (let place = 0; place < this.#members.length; place++) {
      const member = this.#members[place] as ScheduledActor;
      if (member.waiting === agreed) continue;
      const code = this.#waitCode(member, held);
      if (!held) member.waiting?.arm();
      this.#memory.f64[member.plan.waitingSinceF64] = this.#clock.nowMs;
      Atomics.store(this.#memory.i32, member.plan.waitingForI32, code);
    }
  }

  #endWaits(held: boolean): void {
    for (let place = 0; place < this.#members.length; place++) {
      const member = this.#members[place] as ScheduledActor;
      if (member.waiting === agreed) continue;
      if (!held) member.waiting?.disarm();
      const code = this.#waitCode(member, held);
      if (code > 0) this.#charge(member.plan.waitMsF64 + code - 1);
      Atomics.store(this.#memory.i32, member.plan.waitingForI32, 0);
    }
    this.#accounted[0] = this.#clock.nowMs;
  }

  #waitCode(member: ScheduledActor, held: boolean): number {
    if (held) return pauseCode;
    return member.waiting === undefined ? 0 : waitKinds.indexOf(member.waiting.waitsFor) + 1;
  }

  /** Adds the time since `#accounted` to a sum. */
  #charge(sumF64: number): void {
    const sum = this.#memory.f64[sumF64] as number;
    this.#memory.f64[sumF64] = sum + this.#clock.nowMs - (this.#accounted[0] as number);
  }

  #setState(member: ScheduledActor, state: number): void {
    Atomics.store(this.#memory.i32, member.plan.stateI32, state);
  }
}
