import type {Condition} from '../channel/condition.ts';
import {LatencyProbe} from '../channel/latency-probe.ts';
import type {Sender} from '../channel/sender.ts';
import type {Slice} from '../channel/slice.ts';
import {sliceMaxMessages} from '../limits.ts';
import {recordIndexes} from '../memory/layout.ts';
import {StateRecord} from '../memory/state-record.ts';
import {type Actor, type ActorContext, agreed, openSender, recordBatch} from './actor.ts';

const at = recordIndexes('generator');

/**
 * The generator writes 0, 1, 2, … in place to the free half of the channel `values`.
 *
 * It waits until a batch of slots is free. Then it fills and publishes the slots slice by slice.
 * The worker can thus process the first slice while the generator fills the next. When the pipeline
 * drains, the generator drops the rest of its batch and closes `values`.
 */
export class Generator implements Actor {
  readonly name = 'generator';
  readonly #context: ActorContext;
  readonly #ledger: StateRecord;
  readonly #values: Sender;
  readonly #stamps: LatencyProbe;
  readonly #roomForBatch: Condition;

  constructor(context: ActorContext) {
    this.#context = context;
    this.#ledger = new StateRecord(context.memory, context.plan.actors.generator, 'generator');
    this.#values = openSender(context, 'values', this.#ledger.get(at.sent));
    this.#stamps = new LatencyProbe(context.memory, context.plan.channels.values);
    this.#roomForBatch = this.#values.whenVacant(context.size.batchMessages);
  }

  step(): Condition | undefined {
    const {control, size} = this.#context;
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

  /** Drops the rest of the batch. A generator that continues in other rings has another batch. */
  #giveUpBatch(): void {
    this.#ledger.open();
    this.#ledger.set(at.remaining, 0);
    this.#ledger.commit();
  }

  #publish(begins: boolean, left: number, count: number): void {
    this.#fill(this.#values.poke(count));
    this.#context.clock.worked(count);
    this.#stamps.mark(this.#values.position, count, this.#context.clock);
    this.#ledger.open();
    this.#ledger.add(at.sent, count);
    this.#ledger.set(at.remaining, left - count);
    if (begins) this.#ledger.add(at.batches, 1);
    this.#ledger.commit();
    if (begins) recordBatch(this.#context, 'generator', left);
    this.#values.advance(count);
  }

  #fill(slice: Slice): void {
    for (let done = 0; done < slice.count; ) {
      const span = slice.contiguousFrom(done);
      const first = this.#ledger.get(at.sent) + done;
      // In two halves, because V8 would box a single large number for the call.
      this.#context.kernels.generate(slice.offsetOf(done), span, first | 0, (first / 2 ** 32) | 0);
      done += span;
    }
  }
}
