/**
 * Threads in slow motion: real, synchronous code that is stopped before each of its atomic operations.
 *
 * A process runs its code from the start each time, with the results of the operations it has done already, does one more
 * for real, and stops before the next. So whoever decides which process goes next decides the whole interleaving, on one
 * thread, again and again alike. All that processes share must go through atomics, and their code must be deterministic.
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

/** Leaves the code of a process before an operation whose time has not come. */
class Stop extends Error {}

export class Process {
  readonly name: string;
  readonly #code: () => void;
  readonly #results: unknown[] = [];
  #isDone = false;
  /** The word that it sleeps at. */
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

  /** Resolves when a notify wakes it; at once if it is awake. */
  async awake(): Promise<void> {
    if (!this.isAsleep) return;
    await new Promise<void>((resolve) => {
      this.#onWake = resolve;
    });
  }

  /** Does one atomic operation more; `others` are the processes that a notify can wake. Not to be called while asleep. */
  advance(others: readonly Process[]): void {
    let count = 0;
    const goal = this.#results.length;
    const perform = (name: OperationName, args: unknown[]): unknown => {
      const place = count++;
      if (place < goal) return this.#results[place];
      if (place > goal) throw new Stop();
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
      if (!(error instanceof Stop)) throw error;
    } finally {
      Object.assign(Atomics, originals);
    }
  }

  #perform(name: OperationName, args: unknown[], others: readonly Process[]): unknown {
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
