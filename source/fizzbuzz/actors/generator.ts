import {
  type Actor,
  type Condition,
  done,
  type LatencyProbe,
  type Sender,
  type Slice,
} from '../../engine/index.ts';
import type {Context} from '../definition/definition.ts';
import {sliceMaxMessages} from '../definition/limits.ts';
import {readProgression} from '../definition/numbering.ts';

/**
 * The generator writes 0, 1, 2, … in place to the free half of the channel `values`. In several
 * lanes, each generator writes every n-th number.
 *
 * It waits until a batch of slots is free. Then it fills and publishes the slots slice by slice.
 * The worker can thus process the first slice while the generator fills the next. When the pipeline
 * drains, the generator drops the rest of its batch.
 */
export class Generator implements Actor {
  readonly #context: Context<'generator'>;
  readonly #values: Sender;
  readonly #probe: LatencyProbe;
  readonly #roomForBatch: Condition;
  readonly #remaining: number;
  /** The n-th message of the lane is the number origin + n * stride. */
  readonly #origin: number;
  readonly #stride: number;

  constructor(context: Context<'generator'>) {
    this.#context = context;
    this.#values = context.sender('values');
    this.#probe = context.latencyProbe;
    this.#roomForBatch = this.#values.whenVacant(context.size.batchMessages);
    this.#remaining = context.fields.remaining;
    const {f64} = context.memory;
    const {first, stride, from} = readProgression(f64, context.region('numbering') / 8);
    this.#stride = stride;
    this.#origin = first - from * stride;
  }

  step(): Condition | undefined {
    const {state, size} = this.#context;
    if (this.#context.isDraining) return this.#giveUpBatch();
    let left = state.get(this.#remaining);
    if (left === 0) {
      // lesson: backpressure
      if (!this.#roomForBatch.isMet()) return this.#roomForBatch;
      left = size.batchMessages;
      this.#context.startBatch(left);
    }
    this.#send(left, Math.min(left, sliceMaxMessages));
    return undefined;
  }

  /** Drops the rest of the batch. A generator that continues in other rings has another batch. */
  #giveUpBatch(): Condition {
    this.#context.state.set(this.#remaining, 0);
    this.#context.commit();
    return done;
  }

  #send(left: number, count: number): void {
    const {clock, state} = this.#context;
    this.#fill(this.#values.poke(count));
    clock.recordWork(count);
    this.#probe.stamp(this.#values.position, count, clock);
    state.set(this.#remaining, left - count);
    this.#values.advance(count);
    this.#context.commit();
  }

  #fill(slice: Slice): void {
    const {resources: kernels} = this.#context;
    for (let filled = 0; filled < slice.count; ) {
      const span = slice.contiguousFrom(filled);
      const first = this.#origin + (this.#values.total + filled) * this.#stride;
      // In two halves, because V8 would box a single large number for the call.
      kernels.generate(
        slice.offsetOf(filled),
        span,
        first | 0,
        (first / 2 ** 32) | 0,
        this.#stride,
      );
      filled += span;
    }
  }
}
