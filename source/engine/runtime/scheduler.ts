import {type Actor, done} from '../actor/actor.ts';
import type {PipelineParts} from '../actor/parts.ts';
import type {Clock} from '../base/clock.ts';
import type {Doorbell} from '../channel/doorbell.ts';
import {lookUp} from '../definition/graph.ts';
import type {Control} from '../memory/control.ts';
import {actorStates} from '../memory/layout.ts';
import {Looks} from './looks.ts';
import {type AccountedActor, TimeAccounting} from './time-accounting.ts';
import {findTimeout} from './timeout.ts';

/** An actor on its thread. `closeOutputs` is called when the actor is done. */
export interface HostedActor {
  readonly name: string;
  readonly actor: Actor;
  closeOutputs(): void;
}

/** An actor and its scheduling state. */
interface ScheduledActor extends AccountedActor {
  readonly actor: Actor;
  readonly closeOutputs: () => void;
}

/**
 * The cooperative scheduler of one thread. It steps the actors that can continue, and puts the
 * thread to sleep when none can.
 */
export class Scheduler {
  readonly #i32: Int32Array;
  readonly #control: Control;
  readonly #clock: Clock;
  readonly #bell: Doorbell;
  readonly #actors: readonly ScheduledActor[];
  readonly #time: TimeAccounting;
  readonly #looks: Looks;
  #version: number;
  #doneCount = 0;
  readonly #timeoutMs = new Float64Array(1);

  /**
   * @param bell the doorbell of this thread
   * @param hasOwnCore whether each thread of the pipeline has a core of its own
   */
  constructor(
    parts: PipelineParts,
    clock: Clock,
    bell: Doorbell,
    actors: readonly HostedActor[],
    hasOwnCore: boolean,
  ) {
    this.#i32 = parts.memory.i32;
    this.#control = parts.control;
    this.#clock = clock;
    this.#bell = bell;
    this.#actors = actors.map(({name, actor, closeOutputs}) => {
      return {actor, closeOutputs, plan: lookUp(parts.plan.actors, name), waiting: undefined};
    });
    this.#time = new TimeAccounting(parts, clock, this.#actors);
    this.#looks = new Looks(clock, hasOwnCore);
    this.#version = parts.control.recentVersion;
    for (const scheduled of this.#actors) this.#setState(scheduled, 'running');
  }

  /**
   * Runs the actors until all are done. Blocks the thread.
   * @param afterRound is called after each round, before any sleep
   */
  run(afterRound: () => void): void {
    while (!this.isDone) {
      const worked = this.runOnce();
      afterRound();
      if (!worked) this.#sleep();
    }
  }

  /**
   * Runs the actors until all are done, while the thread's event loop runs on.
   * @param afterRound is called after each round, before any sleep
   */
  async runAsync(afterRound: () => void): Promise<void> {
    while (!this.isDone) {
      const worked = this.runOnce();
      afterRound();
      if (worked) await new Promise(setImmediate);
      else await this.#sleepAsync();
    }
  }

  get isDone(): boolean {
    return this.#doneCount === this.#actors.length;
  }

  /**
   * Steps each actor that can continue, once. Returns whether there was such an actor. Never
   * blocks. Allocates nothing.
   */
  runOnce(): boolean {
    if (this.#hasNewCommand()) this.#clearWaits();
    if (!this.#control.mayRun) return false;
    let worked = false;
    for (let index = 0; index < this.#actors.length; index++) {
      const scheduled = this.#actors[index] as ScheduledActor;
      if (!this.#canStep(scheduled)) continue;
      this.#step(scheduled);
      worked = true;
    }
    return worked;
  }

  #canStep({waiting}: ScheduledActor): boolean {
    return waiting === undefined || waiting.isOver(this.#clock);
  }

  #step(scheduled: ScheduledActor): void {
    scheduled.waiting = scheduled.actor.step();
    this.#time.chargeStep(scheduled);
    if (scheduled.waiting !== done) return;
    scheduled.closeOutputs();
    this.#doneCount++;
    this.#setState(scheduled, 'done');
  }

  /** Compares the command version. Any command can end any wait: a stop, a pause, a setting. */
  #hasNewCommand(): boolean {
    const version = this.#control.recentVersion;
    if (version === this.#version) return false;
    this.#version = version;
    return true;
  }

  #clearWaits(): void {
    for (const scheduled of this.#actors) {
      if (scheduled.waiting !== done) scheduled.waiting = undefined;
    }
  }

  /**
   * Waits until a neighbour, a command or the earliest deadline ends the wait of an actor. The
   * thread looks a few times, if that is likely to suffice, and then sleeps.
   *
   * A thread sleeps about a thousand times per second, too seldom for V8 to optimize this code
   * soon. This code therefore allocates nothing even before it is optimized, when an iterator, or a
   * fraction that is passed or returned, is an object.
   */
  #sleep(): void {
    const isSuspended = this.#beginWait();
    if (isSuspended || !this.#look()) {
      this.#park(isSuspended);
      if (this.#canSleep(isSuspended)) {
        findTimeout(this.#actors, this.#clock, isSuspended, this.#timeoutMs);
        this.#bell.sleep(this.#timeoutMs);
      }
      this.#unpark(isSuspended);
    }
    this.#endWait(isSuspended);
  }

  async #sleepAsync(): Promise<void> {
    const isSuspended = this.#beginWait();
    this.#park(isSuspended);
    if (this.#canSleep(isSuspended)) {
      findTimeout(this.#actors, this.#clock, isSuspended, this.#timeoutMs);
      await this.#bell.sleepAsync(this.#timeoutMs[0] as number);
    }
    this.#unpark(isSuspended);
    this.#endWait(isSuspended);
  }

  /** Returns whether the pipeline is suspended: not started, or paused. */
  #beginWait(): boolean {
    this.#clock.refresh();
    const isSuspended = !this.#control.mayRun;
    this.#time.beginWaits(isSuspended);
    this.#looks.beginWait();
    return isSuspended;
  }

  #endWait(isSuspended: boolean): void {
    this.#clock.refresh();
    this.#time.endWaits(isSuspended);
    this.#looks.endWait();
  }

  /** Looks a few times whether an actor can continue. Returns whether one can. */
  #look(): boolean {
    // lesson: looking
    const count = this.#looks.count;
    for (let look = 0; look < count; look++) {
      if (this.#canSleep(false)) continue;
      this.#looks.succeed();
      return true;
    }
    return false;
  }

  /** Announces the sleep to the neighbours. */
  #park(isSuspended: boolean): void {
    if (!isSuspended) {
      for (let index = 0; index < this.#actors.length; index++) {
        (this.#actors[index] as ScheduledActor).waiting?.arm();
      }
    }
    // The last check comes after the doorbell's word is "parked". It sees all that was published
    // before that store. A neighbour that publishes later sees "parked" and rings.
    // lesson: doorbell
    this.#bell.prepare();
  }

  #unpark(isSuspended: boolean): void {
    this.#bell.wake();
    if (isSuspended) return;
    for (let index = 0; index < this.#actors.length; index++) {
      (this.#actors[index] as ScheduledActor).waiting?.disarm();
    }
  }

  #canSleep(isSuspended: boolean): boolean {
    if (this.#control.version !== this.#version) return false;
    if (isSuspended) return true;
    for (let index = 0; index < this.#actors.length; index++) {
      if (this.#canStep(this.#actors[index] as ScheduledActor)) return false;
    }
    return true;
  }

  #setState({plan}: ScheduledActor, state: (typeof actorStates)[number]): void {
    Atomics.store(this.#i32, plan.stateI32, actorStates.indexOf(state));
  }
}
