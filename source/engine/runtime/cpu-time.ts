import type {ThreadParts} from '../actor/context.ts';
import type {Clock} from '../base/clock.ts';

const intervalMs = 100;

/**
 * Whether Node reports the processor time of a thread. Node 22 does so from 22.15 on. On earlier
 * versions the value in shared memory stays zero.
 */
const isKnown = process.threadCpuUsage !== undefined;

/**
 * Writes the processor time of a thread to shared memory, where the sampler reads it.
 *
 * Only the thread itself can read its processor time cheaply from the system. The thread therefore
 * writes the time, at most ten times per second. The value that the main thread reads lacks up to a
 * tenth of a second of work. A thread that replaces a dead thread adds to the dead thread's time.
 */
export class CpuTimeReporter {
  readonly #clock: Clock;
  readonly #f64: Float64Array;
  readonly #cpuMsF64: number;
  readonly #earlierMs: number;
  /** In an array, because a fraction in a field would become a new object at each change. */
  readonly #due = new Float64Array(1);

  /** @param thread index of the calling thread */
  constructor({memory, plan, clock}: ThreadParts, thread: number) {
    this.#clock = clock;
    this.#f64 = memory.f64;
    this.#cpuMsF64 = plan.cpuMsF64[thread] as number;
    this.#earlierMs = memory.f64[this.#cpuMsF64] as number;
  }

  /**
   * Writes the time, unless it was written during the last 100 ms. The thread itself calls this,
   * any number of times.
   */
  update(): void {
    if (this.#clock.nowMs < (this.#due[0] as number)) return;
    this.#due[0] = this.#clock.nowMs + intervalMs;
    this.flush();
  }

  /** Writes the current time in any case. The thread itself calls this. */
  flush(): void {
    if (!isKnown) return;
    const {user, system} = process.threadCpuUsage();
    this.#f64[this.#cpuMsF64] = this.#earlierMs + (user + system) / 1_000;
  }
}
