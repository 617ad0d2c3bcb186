import {
  type Actor,
  AllOf,
  type Condition,
  done,
  type Receiver,
  type Sender,
  type Setting,
} from '../../engine/index.ts';
import {type Context, modes} from '../definition/definition.ts';
import {sliceMaxMessages} from '../definition/limits.ts';
import {type TransformBuffers, transform} from './transform.ts';

const doubleBuffer = modes.indexOf('double-buffer');

/**
 * The worker converts values to FizzBuzz messages, one batch per beat.
 *
 * It starts a batch when there is a beat, a batch of values, and room for a batch of results. It
 * hands over each slice as soon as the slice is complete. It reads the mode between batches. The
 * double-buffer mode copies each slice out of `values`, and copies its results to `results`. The
 * zero-copy mode reads and writes both rings in place.
 *
 * When `values` is closed, the worker drains it without waiting for beats. Then it takes the
 * remaining beats.
 */
export class Worker implements Actor {
  readonly #context: Context<'worker'>;
  readonly #values: Receiver;
  readonly #results: Sender;
  readonly #beats: Receiver;
  readonly #mode: Setting;
  readonly #ready: AllOf;
  readonly #roomForOne: Condition;
  readonly #beat: Condition;
  readonly #buffers: TransformBuffers;

  constructor(context: Context<'worker'>) {
    const {batchMessages} = context.size;
    this.#context = context;
    this.#values = context.receiver('values');
    this.#results = context.sender('results');
    this.#beats = context.receiver('beats');
    this.#mode = context.setting('mode');
    this.#beat = this.#beats.whenAvailable(1);
    this.#ready = new AllOf(
      this.#values.whenAvailable(batchMessages),
      this.#results.whenVacant(batchMessages),
      this.#beat,
    );
    this.#roomForOne = this.#results.whenVacant(1);
    this.#buffers = {inputByte: context.region('input'), outputByte: context.region('output')};
  }

  step(): Condition | undefined {
    const {fields, size, state} = this.#context;
    const left = state.get(fields.remaining);
    if (left > 0) return this.#process(left);
    // Loaded before the channel's fill: no values follow after the channel is closed.
    if (this.#values.isClosed) return this.#drain();
    // lesson: batching
    const unmet = this.#ready.unmet();
    if (unmet !== undefined) return unmet;
    return this.#begin(size.batchMessages, 1);
  }

  /** Starts a batch of `count` messages, which `beats` beats released (1, or 0 while draining). */
  #begin(count: number, beats: number): undefined {
    const {fields, state} = this.#context;
    // lesson: telemetry
    this.#context.startBatch(count);
    state.set(fields.mode, this.#mode.value);
    if (beats > 0) this.#beats.advance(beats);
    return this.#process(count);
  }

  /** Processes the next slice of a batch with `left` remaining messages. */
  #process(left: number): undefined {
    const {fields, state} = this.#context;
    // lesson: slices
    const count = Math.min(left, sliceMaxMessages);
    const isCopied = state.get(fields.mode) === doubleBuffer;
    const {resources: kernels} = this.#context;
    const buffers = isCopied ? this.#buffers : undefined;
    transform(kernels, this.#values.peek(count), this.#results.poke(count), buffers);
    state.add(isCopied ? fields.doubleBuffer : fields.zeroCopy, count);
    state.set(fields.remaining, left - count);
    this.#values.advance(count);
    this.#results.advance(count);
    this.#context.commit();
    return undefined;
  }

  #drain(): Condition | undefined {
    const left = this.#values.available();
    if (left === 0) return this.#takeLastBeats();
    const room = this.#results.vacant(left);
    if (room === 0) return this.#roomForOne;
    return this.#begin(Math.min(left, room), 0);
  }

  #takeLastBeats(): Condition | undefined {
    const isClosed = this.#beats.isClosed;
    const count = this.#beats.available();
    if (count > 0) {
      this.#beats.advance(count);
      this.#context.commit();
    }
    // lesson: votes
    return isClosed ? done : this.#beat;
  }
}
