/**
 * Fault injection without threads: memory that stops at the n-th store, as if a thread had died
 * between any two of its instructions.
 *
 * Every store of an actor that others see goes through atomics on the 32-bit view or through the
 * float view. Each of them spends one store of a budget first. When the budget is used up, nothing
 * is stored any more and `SimulatedCrash` is thrown.
 */
import type {SharedMemory} from '../memory/shared.ts';

/** Thrown in place of the first store beyond a budget. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

/** A number of stores. */
export class StoreBudget {
  readonly #stores: number;
  #spent = 0;

  /** @param stores stores until the crash; `Infinity` for none */
  constructor(stores: number) {
    this.#stores = stores;
  }

  /** Stores so far. */
  get spent(): number {
    return this.#spent;
  }

  /**
   * Counts one store.
   * @throws {SimulatedCrash} if none is left
   */
  spend(): void {
    if (this.#spent >= this.#stores) throw new SimulatedCrash();
    this.#spent++;
  }
}

const storing = ['store', 'exchange', 'add', 'compareExchange', 'notify'] as const;

/** Runs `body`, whose atomic stores and wake-ups spend the budget. `body` is synchronous. */
export function withStoreBudget<Result>(budget: StoreBudget, body: () => Result): Result {
  const originals = storing.map((name) => [name, Atomics[name]] as const);
  for (const [name, original] of originals) {
    const spending = (...args: unknown[]) => {
      budget.spend();
      return Reflect.apply(original, Atomics, args);
    };
    Object.assign(Atomics, {[name]: spending});
  }
  try {
    return body();
  } finally {
    for (const [name, original] of originals) Object.assign(Atomics, {[name]: original});
  }
}

/** Returns the same memory, whose stores to the float view spend the budget. */
export function onStoreBudget(memory: SharedMemory, budget: StoreBudget): SharedMemory {
  const f64 = new Proxy(memory.f64, {
    set(target, index, value) {
      budget.spend();
      target[Number(index)] = value;
      return true;
    },
    get: (target, index) => target[Number(index)],
  });
  return {...memory, f64};
}
