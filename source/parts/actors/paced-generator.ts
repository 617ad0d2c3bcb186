import {
  type Actor,
  type ActorContext,
  AllOf,
  type Condition,
  done,
  type LatencyProbe,
  type Receiver,
  type Sender,
} from '../../engine/index.ts';
import {sliceMaxMessages} from '../../fizzbuzz/definition/limits.ts';
import type {Kernels} from '../../fizzbuzz/kernels/kernels.ts';
import type {SourcePart} from '../definition/source.ts';

/**
 * A generator that the heartbeat paces: each beat releases one batch of 0, 1, 2 … to the channel
 * `values`. When the pipeline drains, it completes the batch that a beat released, and takes the
 * remaining beats.
 */
export class PacedGenerator implements Actor {
  readonly #context: ActorContext<SourcePart, 'generator', Kernels>;
  readonly #values: Sender;
  readonly #beats: Receiver;
  readonly #probe: LatencyProbe;
  readonly #ready: AllOf;
  readonly #roomForOne: Condition;
  readonly #beat: Condition;

  constructor(context: ActorContext<SourcePart, 'generator', Kernels>) {
    this.#context = context;
    this.#values = context.sender('values');
    this.#beats = context.receiver('beats');
    this.#probe = context.latencyProbe;
    this.#beat = this.#beats.whenAvailable(1);
    this.#ready = new AllOf(this.#values.whenVacant(context.size.batchMessages), this.#beat);
    this.#roomForOne = this.#values.whenVacant(1);
  }

  step(): Condition | undefined {
    const {state, fields, size, isDraining} = this.#context;
    const left = state.get(fields.remaining);
    if (left > 0) return this.#send(left);
    if (isDraining) return this.#takeLastBeats();
    const unmet = this.#ready.unmet();
    if (unmet !== undefined) return unmet;
    this.#context.startBatch(size.batchMessages);
    this.#takeBeats(1);
    return this.#send(size.batchMessages);
  }

  /** Writes and sends the next slice of a batch with `left` remaining values. */
  #send(left: number): Condition | undefined {
    const {clock, state, fields, resources: kernels} = this.#context;
    const count = Math.min(left, sliceMaxMessages, this.#values.vacant(sliceMaxMessages));
    if (count === 0) return this.#roomForOne;
    const slice = this.#values.poke(count);
    for (let filled = 0; filled < count; ) {
      const span = slice.contiguousFrom(filled);
      const first = this.#values.total + filled;
      // In two halves, because V8 would box a single large number for the call.
      kernels.generate(slice.offsetOf(filled), span, first | 0, (first / 2 ** 32) | 0, 1);
      filled += span;
    }
    clock.recordWork(count);
    this.#probe.stamp(this.#values.position, count, clock);
    state.set(fields.remaining, left - count);
    this.#values.advance(count);
    this.#context.commit();
    return undefined;
  }

  #takeBeats(count: number): void {
    const {state, fields} = this.#context;
    this.#beats.advance(count);
    state.add(fields.beats, count);
  }

  #takeLastBeats(): Condition {
    const {isClosed} = this.#beats;
    const count = this.#beats.available();
    if (count > 0) {
      this.#takeBeats(count);
      this.#context.commit();
    }
    return isClosed ? done : this.#beat;
  }
}
