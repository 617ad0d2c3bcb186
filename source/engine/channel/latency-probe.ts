import type {Clock} from '../clock.ts';
import {stampSlots, stampsPerCapacity} from '../limits.ts';
import {bucketOf} from '../memory/histogram.ts';
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
  /** The distance between two stamped messages, a power of two. */
  readonly #every: number;
  readonly #shift: number;

  constructor(memory: SharedMemory, plan: ChannelPlan) {
    this.#f64 = memory.f64;
    this.#stampsF64 = plan.stampsF64;
    this.#every = Math.max(1, plan.spec.capacityMessages / stampsPerCapacity);
    this.#shift = Math.log2(this.#every);
  }

  /**
   * Stores the clock's time for each stamped message among the `count` messages from `position` on.
   * Allocates nothing.
   */
  mark(position: number, count: number, clock: Clock): void {
    let at = this.#firstFrom(position);
    for (; ((at - position) | 0) < count; at = (at + this.#every) | 0) {
      this.#f64[this.#cellOf(at)] = clock.nowMs;
    }
  }

  /**
   * Counts the age of each stamped message among the `count` messages from `position` on, in the
   * histogram at index `latencyF64`. Allocates nothing.
   */
  measure(position: number, count: number, clock: Clock, latencyF64: number): void {
    let at = this.#firstFrom(position);
    for (; ((at - position) | 0) < count; at = (at + this.#every) | 0) {
      const cell = latencyF64 + bucketOf(clock.nowMs - (this.#f64[this.#cellOf(at)] as number));
      this.#f64[cell] = (this.#f64[cell] as number) + 1;
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
