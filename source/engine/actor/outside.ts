import type {Condition} from '../channel/condition.ts';
import type {Doorbell} from '../channel/doorbell.ts';

/**
 * An operation outside the pipeline, such as a read of a file, as a condition that an actor waits
 * for. Only actors with `isAsync` have it: their threads keep their event loops running.
 *
 * A step starts the operation and returns the condition. A later step takes the result.
 */
export class Outside<Result> implements Condition {
  readonly waitsFor = 'outside';
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly #bell: Doorbell;
  #state: 'idle' | 'pending' | 'fulfilled' | 'rejected' = 'idle';
  #value: unknown;

  /** @param bell the doorbell of the actor's own thread */
  constructor(bell: Doorbell) {
    this.#bell = bell;
  }

  /** Whether an operation was started and its result was not taken. */
  get isStarted(): boolean {
    return this.#state !== 'idle';
  }

  /**
   * Starts an operation. Returns the condition to wait for.
   * @throws {Error} if the result of the operation before was not taken
   */
  start(operation: Promise<Result>): this {
    if (this.isStarted) throw new Error('the result of the operation before was not taken');
    this.#state = 'pending';
    operation.then(
      (value) => this.#settle('fulfilled', value),
      (error: unknown) => this.#settle('rejected', error),
    );
    return this;
  }

  /**
   * Takes the result. Another operation can be started then.
   * @throws the error of the operation, which ends the thread; its successor starts the operation
   *   again
   */
  take(): Result {
    const state = this.#state;
    if (state !== 'fulfilled' && state !== 'rejected') throw new Error('there is no result yet');
    this.#state = 'idle';
    if (state === 'rejected') throw this.#value;
    return this.#value as Result;
  }

  isMet(): boolean {
    return this.#state === 'fulfilled' || this.#state === 'rejected';
  }

  isOver(): boolean {
    return this.isMet();
  }

  arm(): void {}

  disarm(): void {}

  #settle(state: 'fulfilled' | 'rejected', value: unknown): void {
    this.#state = state;
    this.#value = value;
    this.#bell.ring();
  }
}
