/**
 * When messages were published: times in a small ring beside a channel, for latency from one end of the pipeline to the
 * other, since the words themselves carry none.
 *
 * Sixty-four evenly spaced messages of each capacity's worth are stamped. The sender writes a stamp before it publishes
 * the slice that holds the message; whoever finishes the message later reads it. Messages in flight span at most two
 * capacities and the ring holds four, so a stamp is never overwritten before it is read.
 */
import type {Clock} from '../clock.ts';
import {stampSlots, stampsPerCapacity} from '../limits.ts';
import {bucketOf} from '../memory/histogram.ts';
import type {ChannelPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';

export class LatencyProbe {
  readonly #f64: Float64Array;
  readonly #stampsF64: number;
  /** One of so many messages is stamped; a power of two. */
  readonly #every: number;
  readonly #shift: number;

  constructor(memory: SharedMemory, plan: ChannelPlan) {
    this.#f64 = memory.f64;
    this.#stampsF64 = plan.stampsF64;
    this.#every = Math.max(1, plan.spec.capacityMessages / stampsPerCapacity);
    this.#shift = Math.log2(this.#every);
  }

  /** Notes the clock's time for the stamped messages among the `count` from `position` on. Allocates nothing. */
  mark(position: number, count: number, clock: Clock): void {
    let at = this.#firstFrom(position);
    for (; ((at - position) | 0) < count; at = (at + this.#every) | 0) {
      this.#f64[this.#cellOf(at)] = clock.nowMs;
    }
  }

  /** Counts the age of the stamped messages among those in the histogram at `latencyF64`. Allocates nothing. */
  measure(position: number, count: number, clock: Clock, latencyF64: number): void {
    let at = this.#firstFrom(position);
    for (; ((at - position) | 0) < count; at = (at + this.#every) | 0) {
      const cell = latencyF64 + bucketOf(clock.nowMs - (this.#f64[this.#cellOf(at)] as number));
      this.#f64[cell] = (this.#f64[cell] as number) + 1;
    }
  }

  /** The first stamped position from `position` on; positions are 32-bit cursors that wrap. */
  #firstFrom(position: number): number {
    return (position + this.#every - 1) & -this.#every;
  }

  #cellOf(position: number): number {
    return this.#stampsF64 + ((position >>> this.#shift) & (stampSlots - 1));
  }
}
