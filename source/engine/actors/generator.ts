/**
 * The generator fills the free half of `values` with 0, 1, 2, … in place.
 *
 * It waits until a batch of slots is free, then fills and publishes them slice by slice, so that the worker can start on
 * the first while it fills the next. When the pipeline is to drain, it gives up what is left of its batch and closes `values`.
 */
import type {Condition} from '../channel/condition.ts';
import type {Sender} from '../channel/sender.ts';
import type {Slice} from '../channel/slice.ts';
import {sliceMaxMessages} from '../limits.ts';
import {recordPlaces} from '../memory/layout.ts';
import {Ledger} from '../memory/ledger.ts';
import {type Actor, agreed, openSender, recordBatch, type Surroundings} from './actor.ts';
import {Stamps} from './stamps.ts';

const at = recordPlaces('generator');

export class Generator implements Actor {
  readonly name = 'generator';
  readonly #around: Surroundings;
  readonly #ledger: Ledger;
  readonly #values: Sender;
  readonly #stamps: Stamps;
  readonly #roomForBatch: Condition;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#ledger = new Ledger(around.memory, around.plan.actors.generator, 'generator');
    this.#values = openSender(around, 'values', this.#ledger.get(at.sent));
    this.#stamps = new Stamps(around.memory, around.plan.channels.values);
    this.#roomForBatch = this.#values.roomFor(around.size.batchMessages);
  }

  step(): Condition | undefined {
    const {control, size} = this.#around;
    if (control.isDraining) {
      this.#giveUpBatch();
      this.#values.close();
      return agreed;
    }
    let left = this.#ledger.get(at.remaining);
    const begins = left === 0;
    if (begins) {
      // lesson: backpressure
      if (!this.#roomForBatch.isMet()) return this.#roomForBatch;
      left = size.batchMessages;
    }
    this.#publish(begins, left, Math.min(left, sliceMaxMessages));
    return undefined;
  }

  /** Whoever goes on in other rings has another batch. */
  #giveUpBatch(): void {
    this.#ledger.open();
    this.#ledger.set(at.remaining, 0);
    this.#ledger.commit();
  }

  #publish(begins: boolean, left: number, count: number): void {
    this.#fill(this.#values.poke(count));
    this.#around.clock.worked(count);
    this.#stamps.mark(this.#values.position, count, this.#around.clock);
    this.#ledger.open();
    this.#ledger.add(at.sent, count);
    this.#ledger.set(at.remaining, left - count);
    if (begins) this.#ledger.add(at.batches, 1);
    this.#ledger.commit();
    if (begins) recordBatch(this.#around, 'generator', left);
    this.#values.advance(count);
  }

  #fill(slice: Slice): void {
    for (let done = 0; done < slice.count; ) {
      const span = slice.spanFrom(done);
      const first = this.#ledger.get(at.sent) + done;
      // In two halves, because as one number it would be boxed on its way through the call.
      this.#around.kernels.generate(slice.offsetOf(done), span, first | 0, (first / 2 ** 32) | 0);
      done += span;
    }
  }
}
