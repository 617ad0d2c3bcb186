import {AllOf, type Condition} from '../channel/condition.ts';
import type {Receiver} from '../channel/receiver.ts';
import type {Sender} from '../channel/sender.ts';
import {bufferMessages, sliceMaxMessages} from '../limits.ts';
import {recordIndexes} from '../memory/layout.ts';
import {StateRecord} from '../memory/state-record.ts';
import {modes} from '../shape.ts';
import {
  type Actor,
  type ActorContext,
  agreed,
  openReceiver,
  openSender,
  recordBatch,
} from './actor.ts';

const at = recordIndexes('worker');
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
 * remaining beats and closes `results`.
 */
export class Worker implements Actor {
  readonly name = 'worker';
  readonly #context: ActorContext;
  readonly #ledger: StateRecord;
  readonly #values: Receiver;
  readonly #results: Sender;
  readonly #beats: Receiver;
  readonly #ready: AllOf;
  readonly #roomForOne: Condition;
  readonly #beat: Condition;

  constructor(context: ActorContext) {
    const {batchMessages} = context.size;
    this.#context = context;
    this.#ledger = new StateRecord(context.memory, context.plan.actors.worker, 'worker');
    const handled = this.#ledger.get(at.received);
    this.#values = openReceiver(context, 'values', handled);
    this.#results = openSender(context, 'results', handled);
    this.#beats = openReceiver(context, 'beats', this.#ledger.get(at.beats));
    this.#beat = this.#beats.holding(1, 'beat');
    this.#ready = new AllOf(
      this.#values.holding(batchMessages),
      this.#results.whenVacant(batchMessages),
      this.#beat,
    );
    this.#roomForOne = this.#results.whenVacant(1);
  }

  step(): Condition | undefined {
    const left = this.#ledger.get(at.remaining);
    if (left > 0) return this.#continue(left);
    // Loaded before the channel's fill: no values follow after the channel is closed.
    if (this.#values.isClosed) return this.#drain();
    // lesson: batching
    const unmet = this.#ready.unmet();
    if (unmet !== undefined) return unmet;
    // lesson: telemetry
    this.#values.recordFill();
    this.#beats.recordFill();
    return this.#begin(this.#context.size.batchMessages, 1);
  }

  /** Starts a batch of `count` messages, which `beats` beats released (1, or 0 while draining). */
  #begin(count: number, beats: number): undefined {
    this.#ledger.open();
    this.#ledger.add(at.batches, 1);
    this.#ledger.add(at.beats, beats);
    this.#ledger.set(at.mode, this.#context.control.modeIndex);
    this.#ledger.set(at.remaining, count);
    this.#ledger.commit();
    recordBatch(this.#context, 'worker', count);
    if (beats > 0) this.#beats.advance(beats);
    return this.#continue(count);
  }

  /** Processes the next slice of a batch with `left` remaining messages. */
  #continue(left: number): undefined {
    // lesson: slices
    const count = Math.min(left, sliceMaxMessages);
    const mode = this.#ledger.get(at.mode);
    this.#transform(count, mode === doubleBuffer);
    this.#ledger.open();
    this.#ledger.add(at.received, count);
    this.#ledger.add(mode === doubleBuffer ? at.doubleBuffer : at.zeroCopy, count);
    this.#ledger.set(at.remaining, left - count);
    this.#ledger.commit();
    this.#values.advance(count);
    this.#results.advance(count);
    this.#context.clock.worked(count);
    return undefined;
  }

  /** Works in spans that are contiguous in both rings. The rings may wrap at different words. */
  #transform(count: number, copied: boolean): void {
    const {kernels, plan} = this.#context;
    const source = this.#values.peek(count);
    const target = this.#results.poke(count);
    for (let done = 0; done < count; ) {
      const span = Math.min(source.contiguousFrom(done), target.contiguousFrom(done));
      const from = source.offsetOf(done);
      const to = target.offsetOf(done);
      if (copied) {
        // lesson: double buffering
        kernels.classifyCopied(from, to, span, plan.inputByte, plan.outputByte, bufferMessages);
      } else {
        // lesson: zero copy
        kernels.classify(from, to, span);
      }
      done += span;
    }
  }

  #drain(): Condition | undefined {
    const left = this.#values.availableNow();
    if (left === 0) return this.#takeLastBeats();
    const room = this.#results.vacant(left);
    if (room === 0) return this.#roomForOne;
    return this.#begin(Math.min(left, room), 0);
  }

  #takeLastBeats(): Condition | undefined {
    const closed = this.#beats.isClosed;
    const count = this.#beats.availableNow();
    if (count > 0) {
      this.#ledger.open();
      this.#ledger.add(at.beats, count);
      this.#ledger.commit();
      this.#beats.advance(count);
    }
    if (!closed) return this.#beat;
    // lesson: votes
    this.#results.close();
    return agreed;
  }
}
