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
import {bucketOf} from '../memory/buckets.ts';
import type {ChannelPlan} from '../memory/layout.ts';
import type {SharedMemory} from '../memory/shared.ts';

export class Stamps {
  readonly #f64: Float64Array;
  readonly #stampsF64: number;
  readonly #everyMessages: number;

  constructor(memory: SharedMemory, plan: ChannelPlan) {
    this.#f64 = memory.f64;
    this.#stampsF64 = plan.stampsF64;
    this.#everyMessages = Math.max(1, plan.spec.capacityMessages / stampsPerCapacity);
  }

  /** Notes the clock's time for the stamped messages among the `count` from number `first` on. Allocates nothing. */
  mark(first: number, count: number, clock: Clock): void {
    let number = Math.ceil(first / this.#everyMessages);
    for (; number * this.#everyMessages < first + count; number++) {
      this.#f64[this.#stampsF64 + (number & (stampSlots - 1))] = clock.nowMs;
    }
  }

  /** Counts the age of the stamped messages among those in the histogram at `latencyF64`. Allocates nothing. */
  measure(first: number, count: number, clock: Clock, latencyF64: number): void {
    let number = Math.ceil(first / this.#everyMessages);
    for (; number * this.#everyMessages < first + count; number++) {
      const stamp = this.#f64[this.#stampsF64 + (number & (stampSlots - 1))] as number;
      const cell = latencyF64 + bucketOf(clock.nowMs - stamp);
      this.#f64[cell] = (this.#f64[cell] as number) + 1;
    }
  }
}
