/**
 * The worker turns values into FizzBuzz messages, one batch a beat.
 *
 * It starts when a beat, a batch of values and room for a batch of results are there, and hands each slice on as soon as
 * it is done. The mode is looked at between batches: double-buffer copies each slice out of `values` and its results
 * into `results`, zero-copy reads and writes both rings in place. Once `values` is closed it drains what is left without
 * waiting for beats, takes the beats that are left, and closes `results`.
 */
import {AllOf, type Condition} from '../channel/condition.ts';
import type {Receiver} from '../channel/receiver.ts';
import type {Sender} from '../channel/sender.ts';
import {bufferMessages, sliceMaxMessages} from '../limits.ts';
import {recordPlaces} from '../memory/layout.ts';
import {Ledger} from '../memory/ledger.ts';
import {modes} from '../shape.ts';
import {
  type Actor,
  agreed,
  openReceiver,
  openSender,
  recordBatch,
  type Surroundings,
} from './actor.ts';

const at = recordPlaces('worker');
const doubleBuffer = modes.indexOf('double-buffer');

export class Worker implements Actor {
  readonly name = 'worker';
  readonly #around: Surroundings;
  readonly #ledger: Ledger;
  readonly #values: Receiver;
  readonly #results: Sender;
  readonly #beats: Receiver;
  readonly #ready: AllOf;
  readonly #roomForOne: Condition;
  readonly #beat: Condition;

  constructor(around: Surroundings) {
    const {batchMessages} = around.size;
    this.#around = around;
    this.#ledger = new Ledger(around.memory, around.plan.actors.worker, 'worker');
    const handled = this.#ledger.get(at.received);
    this.#values = openReceiver(around, 'values', handled);
    this.#results = openSender(around, 'results', handled);
    this.#beats = openReceiver(around, 'beats', this.#ledger.get(at.beats));
    this.#beat = this.#beats.holding(1, 'beat');
    this.#ready = new AllOf(
      this.#values.holding(batchMessages),
      this.#results.roomFor(batchMessages),
      this.#beat,
    );
    this.#roomForOne = this.#results.roomFor(1);
  }

  step(): Condition | undefined {
    const left = this.#ledger.get(at.remaining);
    if (left > 0) return this.#continue(left);
    // Looked at before the channel's content: once it is closed, what is there is all there will be.
    if (this.#values.isClosed) return this.#drain();
    // lesson: batching
    const unmet = this.#ready.unmet();
    if (unmet !== undefined) return unmet;
    // lesson: telemetry
    this.#values.recordFill();
    this.#beats.recordFill();
    return this.#begin(this.#around.size.batchMessages, 1);
  }

  /** Starts a batch of `count` messages that `beats` beats (1, or 0 while draining) released. */
  #begin(count: number, beats: number): undefined {
    this.#ledger.open();
    this.#ledger.add(at.batches, 1);
    this.#ledger.add(at.beats, beats);
    this.#ledger.set(at.mode, this.#around.control.modeIndex);
    this.#ledger.set(at.remaining, count);
    this.#ledger.commit();
    recordBatch(this.#around, 'worker', count);
    if (beats > 0) this.#beats.advance(beats);
    return this.#continue(count);
  }

  /** Does the next slice of a batch of which `left` messages are left. */
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
    this.#around.clock.worked(count);
    return undefined;
  }

  /** The two rings may wrap at different words: works in spans that are contiguous in both. */
  #transform(count: number, copied: boolean): void {
    const {kernels, plan} = this.#around;
    const source = this.#values.peek(count);
    const target = this.#results.poke(count);
    for (let done = 0; done < count; ) {
      const span = Math.min(source.spanFrom(done), target.spanFrom(done));
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
