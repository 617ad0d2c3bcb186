import type {Clock} from '../base/clock.ts';
import {stampSlots, stampsPerCapacity} from '../base/limits.ts';
import {addToHistogram} from '../memory/histogram.ts';
import type {ChannelPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';

/**
 * The publication times of sampled messages, in a small ring beside a channel. They give the
 * latency from one end of the pipeline to the other. The words themselves do not carry a time.
 *
 * Of each capacity's worth of messages, 64 are stamped, at even distances. The sender writes a
 * stamp before it publishes the slice that holds the message. The actor that finishes the message
 * reads the stamp later. The messages in flight span at most two capacities, and the ring holds the
 * stamps of four, so a stamp is never overwritten before it is read.
 */
export class LatencyProbe {
  readonly #f64: Float64Array;
  readonly #stampsF64: number;
  readonly #latencyF64: number;
  /** The distance between two stamped messages, a power of two. */
  readonly #every: number;
  readonly #shift: number;

  /** @param latencyF64 index of the histogram that `observe` counts in */
  constructor(memory: SharedMemory, plan: ChannelPlan, latencyF64: number) {
    this.#f64 = memory.f64;
    this.#latencyF64 = latencyF64;
    this.#stampsF64 = plan.stampsF64;
    this.#every = Math.max(1, plan.spec.capacityMessages / stampsPerCapacity);
    this.#shift = Math.log2(this.#every);
  }

  /**
   * Stores the clock's time for each stamped message among the `count` messages from `position` on.
   * The sender calls this before it commits them. Allocates nothing.
   */
  stamp(position: number, count: number, clock: Clock): void {
    let at = this.#firstFrom(position);
    for (; ((at - position) | 0) < count; at = (at + this.#every) | 0) {
      this.#f64[this.#cellOf(at)] = clock.nowMs;
    }
  }

  /**
   * Counts the age of each stamped message among the `count` messages from `position` on. The actor
   * that finishes the messages calls this. Allocates nothing.
   */
  observe(position: number, count: number, clock: Clock): void {
    let at = this.#firstFrom(position);
    for (; ((at - position) | 0) < count; at = (at + this.#every) | 0) {
      const ageMs = clock.nowMs - (this.#f64[this.#cellOf(at)] as number);
      addToHistogram(this.#f64, this.#latencyF64, ageMs);
    }
  }

  /**
   * Returns the first stamped position from `position` on. Positions are 32-bit cursors that wrap.
   */
  #firstFrom(position: number): number {
    return (position + this.#every - 1) & -this.#every;
  }

  #cellOf(position: number): number {
    return this.#stampsF64 + ((position >>> this.#shift) & (stampSlots - 1));
  }
}
