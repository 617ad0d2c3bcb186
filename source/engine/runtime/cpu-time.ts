/**
 * The processor time of a thread, kept in shared memory for the sampler.
 *
 * Only the thread itself can ask the system for it cheaply, so the thread writes it, a few times a second: what the main
 * thread reads lacks up to a tenth of a second of work. A thread that replaces a dead one adds to what that one had used.
 */
import type {Clock} from '../clock.ts';
import type {SharedMemory} from '../memory/shared.ts';

const intervalMs = 100;

/** Node 22 tells a thread its processor time from 22.15 on; before, zero stands there. */
const isKnown = process.threadCpuUsage !== undefined;

export class CpuTimeReporter {
  readonly #clock: Clock;
  readonly #f64: Float64Array;
  readonly #cpuMsF64: number;
  readonly #earlierMs: number;
  /** In an array, since a fraction in a field would be an object anew at each change. */
  readonly #due = new Float64Array(1);

  /** @param cpuMsF64 where the thread's processor time is kept, in milliseconds */
  constructor({f64}: SharedMemory, cpuMsF64: number, clock: Clock) {
    this.#clock = clock;
    this.#f64 = f64;
    this.#cpuMsF64 = cpuMsF64;
    this.#earlierMs = f64[cpuMsF64] as number;
  }

  /** Writes the time, if that was not done lately. To be called by the thread itself, as often as it likes. */
  note(): void {
    if (this.#clock.nowMs < (this.#due[0] as number)) return;
    this.#due[0] = this.#clock.nowMs + intervalMs;
    this.settle();
  }

  /** Writes the time as it is now. */
  settle(): void {
    if (!isKnown) return;
    const {user, system} = process.threadCpuUsage();
    this.#f64[this.#cpuMsF64] = this.#earlierMs + (user + system) / 1_000;
  }
}
