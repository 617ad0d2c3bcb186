import {
  type Actor,
  type Condition,
  done,
  type LatencyProbe,
  type Receiver,
} from '../../engine/index.ts';
import type {Context} from '../definition/definition.ts';
import {loggerPeriodMs, sliceMaxMessages} from '../definition/limits.ts';
import {milestoneCell, untilMilestone} from '../definition/milestones.ts';

/**
 * The logger counts Fizz, Buzz, FizzBuzz and Value, and writes milestones.
 *
 * It starts a batch when half of the channel `results` is filled. Every 30 ms it also starts a
 * batch of the available messages. The progress of a slow pipeline is thus visible, and the logger
 * of a fast pipeline is not woken for a few messages. When `results` is closed, the logger drains
 * it to the last message.
 */
export class Logger implements Actor {
  readonly #context: Context<'logger'>;
  readonly #results: Receiver;
  readonly #probe: LatencyProbe;
  readonly #half: Condition;
  readonly #halfMessages: number;
  readonly #countsByte: number;
  readonly #milestonesF64: number;
  /**
   * Messages until the next milestone, counted down. It is a small number, unlike the total from
   * which it follows.
   */
  #untilMilestone: number;

  constructor(context: Context<'logger'>) {
    this.#context = context;
    this.#results = context.receiver('results');
    this.#probe = context.latencyProbe;
    this.#halfMessages = this.#results.capacityMessages / 2;
    this.#half = this.#results.whenAvailable(this.#halfMessages);
    this.#half.deadlineMs = context.clock.nowMs + loggerPeriodMs;
    this.#countsByte = context.region('counts');
    this.#milestonesF64 = context.region('milestones') / 8;
    this.#untilMilestone = untilMilestone(this.#results.total);
  }

  step(): Condition | undefined {
    const {clock, fields, state} = this.#context;
    const left = state.get(fields.remaining);
    if (left > 0) return this.#count(left);
    // Loaded before the channel's fill: no messages follow after the channel is closed.
    const isClosed = this.#results.isClosed;
    const available = this.#results.available();
    if (available === 0 && isClosed) return done;
    const isDue = clock.nowMs >= this.#half.deadlineMs;
    if (available < this.#halfMessages && !isClosed && !isDue) return this.#half;
    this.#half.deadlineMs = clock.nowMs + loggerPeriodMs;
    if (available === 0) return this.#half;
    this.#context.startBatch(available);
    return this.#count(available);
  }

  /** Counts the next slice of `left` messages, up to a milestone at most. */
  #count(left: number): undefined {
    const {clock, fields, state} = this.#context;
    const {position} = this.#results;
    const count = Math.min(left, sliceMaxMessages, this.#untilMilestone);
    state.set(fields.remaining, left - count);
    this.#tally(count);
    this.#results.advance(count);
    this.#untilMilestone -= count;
    // Before the commit that reaches the milestone. A restarted logger writes the same cells again.
    if (this.#untilMilestone === 0) this.#writeMilestone();
    this.#context.commit();
    this.#probe.observe(position, count, clock);
    return undefined;
  }

  /** Writes the tallies at the total that the staged state has reached. */
  #writeMilestone(): void {
    const {fields, memory, state} = this.#context;
    const {total} = this.#results;
    const cell = this.#milestonesF64 + milestoneCell(total);
    memory.f64[cell] = total;
    memory.f64[cell + 1] = state.get(fields.fizz);
    memory.f64[cell + 2] = state.get(fields.buzz);
    memory.f64[cell + 3] = state.get(fields.fizzbuzz);
    this.#untilMilestone = untilMilestone(total);
  }

  #tally(count: number): void {
    const {fields, memory, resources: kernels, state} = this.#context;
    const countsI32 = this.#countsByte / 4;
    const slice = this.#results.peek(count);
    for (let counted = 0; counted < count; ) {
      const span = slice.contiguousFrom(counted);
      kernels.tally(slice.offsetOf(counted), span, this.#countsByte);
      const fizz = memory.i32[countsI32] as number;
      const buzz = memory.i32[countsI32 + 1] as number;
      const fizzbuzz = memory.i32[countsI32 + 2] as number;
      state.add(fields.fizz, fizz);
      state.add(fields.buzz, buzz);
      state.add(fields.fizzbuzz, fizzbuzz);
      state.add(fields.value, span - fizz - buzz - fizzbuzz);
      counted += span;
    }
  }
}
