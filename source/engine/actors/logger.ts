import type {Condition} from '../channel/condition.ts';
import {LatencyProbe} from '../channel/latency-probe.ts';
import type {Receiver} from '../channel/receiver.ts';
import {loggerPeriodMs, sliceMaxMessages} from '../limits.ts';
import {recordIndexes} from '../memory/layout.ts';
import {untilMilestone, writeMilestone} from '../memory/milestones.ts';
import {StateRecord} from '../memory/state-record.ts';
import {type Actor, type ActorContext, agreed, openReceiver, recordBatch} from './actor.ts';

const at = recordIndexes('logger');

/**
 * The logger counts Fizz, Buzz, FizzBuzz and Value, and writes milestones.
 *
 * It starts a batch when half of the channel `results` is filled. Every 30 ms it also starts a
 * batch of the available messages. The progress of a slow pipeline is thus visible, and the logger
 * of a fast pipeline is not woken for a few messages. When `results` is closed, the logger drains
 * it to the last message.
 */
export class Logger implements Actor {
  readonly name = 'logger';
  readonly #context: ActorContext;
  readonly #ledger: StateRecord;
  readonly #results: Receiver;
  readonly #stamps: LatencyProbe;
  readonly #half: Condition;
  readonly #halfMessages: number;
  readonly #countsI32: number;
  /**
   * Messages until the next milestone, counted down. It is a small number, unlike the total from
   * which it follows.
   */
  #untilMilestone: number;

  constructor(context: ActorContext) {
    this.#context = context;
    this.#ledger = new StateRecord(context.memory, context.plan.actors.logger, 'logger');
    this.#results = openReceiver(context, 'results', this.#ledger.get(at.received));
    this.#stamps = new LatencyProbe(context.memory, context.plan.channels.values);
    this.#halfMessages = this.#results.capacityMessages / 2;
    this.#half = this.#results.holding(this.#halfMessages);
    this.#half.deadlineMs = context.clock.nowMs + loggerPeriodMs;
    this.#countsI32 = context.plan.tallyByte / 4;
    this.#untilMilestone = untilMilestone(this.#ledger.get(at.received));
  }

  step(): Condition | undefined {
    const left = this.#ledger.get(at.remaining);
    if (left > 0) return this.#count(left, 0);
    // Loaded before the channel's fill: no messages follow after the channel is closed.
    const closed = this.#results.isClosed;
    const there = this.#results.availableNow();
    if (there === 0 && closed) return agreed;
    if (there < this.#halfMessages && !closed && !this.#isDue()) return this.#half;
    this.#half.deadlineMs = this.#context.clock.nowMs + loggerPeriodMs;
    if (there === 0) return this.#half;
    this.#results.recordFill();
    recordBatch(this.#context, 'logger', there);
    return this.#count(there, 1);
  }

  #isDue(): boolean {
    return this.#context.clock.nowMs >= this.#half.deadlineMs;
  }

  /**
   * Counts the next slice of `left` messages, up to a milestone at most. Adds `batches` (0 or 1) to
   * the count of started batches.
   */
  #count(left: number, batches: number): undefined {
    const {clock, plan} = this.#context;
    const {position} = this.#results;
    const count = Math.min(left, sliceMaxMessages, this.#untilMilestone);
    this.#ledger.open();
    this.#ledger.add(at.batches, batches);
    this.#ledger.set(at.remaining, left - count);
    this.#ledger.add(at.received, count);
    this.#tally(count);
    this.#untilMilestone -= count;
    // Before the commit that reaches the milestone. A restarted logger writes the same cells again.
    if (this.#untilMilestone === 0) this.#noteMilestone();
    this.#ledger.commit();
    this.#results.advance(count);
    clock.worked(count);
    this.#stamps.measure(position, count, clock, plan.latencyF64);
    return undefined;
  }

  #noteMilestone(): void {
    writeMilestone(this.#context.memory, this.#context.plan, this.#ledger);
    this.#untilMilestone = untilMilestone(this.#ledger.drafted(at.received));
  }

  #tally(count: number): void {
    const {kernels, memory, plan} = this.#context;
    const slice = this.#results.peek(count);
    for (let done = 0; done < count; ) {
      const span = slice.contiguousFrom(done);
      kernels.tally(slice.offsetOf(done), span, plan.tallyByte);
      this.#ledger.add(at.fizz, memory.i32[this.#countsI32] as number);
      this.#ledger.add(at.buzz, memory.i32[this.#countsI32 + 1] as number);
      this.#ledger.add(at.fizzbuzz, memory.i32[this.#countsI32 + 2] as number);
      done += span;
    }
  }
}
