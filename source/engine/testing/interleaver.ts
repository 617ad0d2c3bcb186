/**
 * Threads in slow motion: real, synchronous code that stops before each of its atomic operations.
 *
 * A simulated thread runs its code from the start each time, with the results of the operations
 * that it has already done, does one more for real, and stops before the next. The order in which
 * a test advances the threads is therefore the whole interleaving, on one thread, exactly
 * repeatable. All that threads share must go through atomics, and their code must be deterministic.
 */
type Operation = (...args: never[]) => unknown;

const operations = [
  'load',
  'store',
  'exchange',
  'add',
  'compareExchange',
  'notify',
  'wait',
] as const;
type OperationName = (typeof operations)[number];

const originals = Object.fromEntries(
  operations.map((name) => [name, Atomics[name] as unknown as Operation]),
) as Record<OperationName, Operation>;

/**
 * Leaves the code of a thread before the operation that it must not do yet. One object for all:
 * the stack of a new error takes half of the time of a test.
 */
const stop = new Error('the thread stops before an operation');

/** A thread that a test advances from one atomic operation to the next. */
export class SimulatedThread {
  readonly name: string;
  readonly #code: () => void;
  readonly #results: unknown[] = [];
  #isDone = false;
  /** Index of the word at which the thread sleeps. */
  #sleepsAt: number | undefined;
  #onWake: (() => void) | undefined;

  constructor(name: string, code: () => void) {
    this.name = name;
    this.#code = code;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  get isAsleep(): boolean {
    return this.#sleepsAt !== undefined;
  }

  /** Resolves when a notify wakes the thread; at once if it is awake. */
  async awake(): Promise<void> {
    if (!this.isAsleep) return;
    await new Promise<void>((resolve) => {
      this.#onWake = resolve;
    });
  }

  /**
   * Does one more atomic operation. Precondition: the thread is not asleep.
   * @param others the threads that a notify can wake
   */
  advance(others: readonly SimulatedThread[]): void {
    let count = 0;
    const goal = this.#results.length;
    const perform = (name: OperationName, args: unknown[]): unknown => {
      const index = count++;
      if (index < goal) return this.#results[index];
      if (index > goal) throw stop;
      const result = this.#perform(name, args, others);
      this.#results.push(result);
      return result;
    };
    for (const name of operations) {
      Object.assign(Atomics, {[name]: (...args: unknown[]) => perform(name, args)});
    }
    try {
      this.#code();
      this.#isDone = true;
    } catch (error) {
      if (error !== stop) throw error;
    } finally {
      Object.assign(Atomics, originals);
    }
  }

  #perform(name: OperationName, args: unknown[], others: readonly SimulatedThread[]): unknown {
    const [view, index, value] = args as [Int32Array, number, number];
    if (name === 'notify') {
      const sleeper = others.find((other) => other.#sleepsAt === index);
      if (sleeper === undefined) return 0;
      sleeper.#wake();
      return 1;
    }
    if (name === 'wait') {
      if (peek(view, index) !== value) return 'not-equal';
      this.#sleepsAt = index;
      return 'ok';
    }
    return Reflect.apply(originals[name], Atomics, args);
  }

  #wake(): void {
    this.#sleepsAt = undefined;
    this.#onWake?.();
    this.#onWake = undefined;
  }
}

function peek(view: Int32Array, index: number): number {
  return Reflect.apply(originals.load, Atomics, [view, index]) as number;
}
