import {type Condition, type Outside, Schedule} from '../../engine/index.ts';

/** The clock of an actor's thread. */
type Clock = Parameters<Condition['isOver']>[0];

/**
 * A wake-up of an actor by an event of its thread's event loop: an answer, a message, a lost
 * connection. Several events before the actor's next step are one.
 */
export class WakeUp {
  readonly condition: Outside<void>;
  #resolve: () => void = () => {};

  constructor(outside: Outside<void>) {
    this.condition = outside;
    this.#listen();
  }

  /** Wakes the actor. Any event of the actor's thread may call this. */
  readonly ring = (): void => this.#resolve();

  /** Takes the wake-up, at the start of a step. Later events wake the actor again. */
  take(): void {
    if (!this.condition.isMet()) return;
    this.condition.take();
    this.#listen();
  }

  #listen(): void {
    this.condition.start(
      new Promise((resolve) => {
        this.#resolve = resolve;
      }),
    );
  }
}

/** Creates a wait that ends with a wake-up, or at its deadline, which its owner sets. */
export function wakeUpOrDeadline(wakeUp: WakeUp): WakeUpOr {
  return new WakeUpOr(wakeUp, new Schedule(), wakeUp.condition.waitsFor);
}

/** A wait that ends with a wake-up, or when another condition is met. */
export class WakeUpOr implements Condition {
  readonly waitsFor: string;
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly #wakeUp: Condition;
  readonly #other: Condition;

  /**
   * @param waitsFor the name of the wait; by default that of `other`
   */
  constructor(wakeUp: WakeUp, other: Condition, waitsFor = other.waitsFor) {
    this.#wakeUp = wakeUp.condition;
    this.#other = other;
    this.waitsFor = waitsFor;
  }

  isMet(): boolean {
    return this.#wakeUp.isMet() || this.#other.isMet();
  }

  isOver(clock: Clock): boolean {
    return this.#wakeUp.isMet() || this.#other.isOver(clock) || clock.nowMs >= this.deadlineMs;
  }

  arm(): void {
    this.#other.arm();
  }

  disarm(): void {
    this.#other.disarm();
  }
}
