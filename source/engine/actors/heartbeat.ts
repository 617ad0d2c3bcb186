import {type Condition, Schedule} from '../channel/condition.ts';
import type {Sender} from '../channel/sender.ts';
import {latenessMaxMs} from '../limits.ts';
import {bucketOf} from '../memory/histogram.ts';
import {recordIndexes} from '../memory/layout.ts';
import {StateRecord} from '../memory/state-record.ts';
import {type Actor, type ActorContext, agreed, openSender, recordBatch} from './actor.ts';

const at = recordIndexes('heartbeat');

/**
 * The heartbeat sends one beat per period, on a schedule without drift.
 *
 * The n-th beat after an anchor is due at anchor + n periods. The lateness of the previous beat
 * does not matter. A heartbeat that is late by less than a second catches up at once. A heartbeat
 * that is later starts a new schedule and counts the skipped beats. With a period of 0, the
 * heartbeat runs freely: it sends beats whenever the channel `beats` has room.
 *
 * After its last beat, the heartbeat waits until the worker has taken all beats, so that each beat
 * has released its batch. Then it requests a stop. Some beats may still be in the channel when the
 * pipeline drains, for a stop or for another size. The worker takes them during the drain, which
 * does not need beats.
 */
export class Heartbeat implements Actor {
  readonly name = 'heartbeat';
  readonly #context: ActorContext;
  readonly #ledger: StateRecord;
  readonly #beats: Sender;
  readonly #schedule = new Schedule();
  readonly #roomForOne: Condition;
  /** A free run refills half of the channel at a time. It is thus not woken for each taken beat. */
  readonly #roomForHalf: Condition;
  readonly #halfMessages: number;
  readonly #allTaken: Condition;

  constructor(context: ActorContext) {
    this.#context = context;
    this.#ledger = new StateRecord(context.memory, context.plan.actors.heartbeat, 'heartbeat');
    this.#beats = openSender(context, 'beats', this.#ledger.get(at.sent));
    this.#halfMessages = this.#beats.capacityMessages / 2;
    this.#roomForOne = this.#beats.whenVacant(1);
    this.#roomForHalf = this.#beats.whenVacant(this.#halfMessages);
    this.#allTaken = this.#beats.whenVacant(this.#beats.capacityMessages);
  }

  step(): Condition | undefined {
    const {control} = this.#context;
    if (control.isDraining) {
      this.#layDownSchedule();
      this.#beats.close();
      return agreed;
    }
    const untilTarget = control.beatsTarget - this.#ledger.get(at.sent);
    // Counts beyond the channel's capacity are equivalent. A small number is not boxed for a call.
    const left = Math.min(untilTarget, this.#beats.capacityMessages);
    if (left <= 0) return this.#askForStop();
    const periodMs = control.beatPeriodMs;
    if (periodMs === 0) return this.#beatFreely(left);
    if (periodMs !== this.#ledger.get(at.periodMs)) this.#startSchedule(periodMs);
    return this.#beatOnSchedule(periodMs);
  }

  /**
   * Ends the schedule. A heartbeat that continues after the drain starts a new schedule. It does
   * not catch up on the time that the drain took.
   */
  #layDownSchedule(): void {
    this.#ledger.open();
    this.#ledger.set(at.periodMs, 0);
    this.#ledger.commit();
  }

  #askForStop(): Condition | undefined {
    if (!this.#allTaken.isMet()) return this.#allTaken;
    this.#context.control.requestStop('beats');
    return undefined;
  }

  #beatFreely(left: number): Condition | undefined {
    if (this.#ledger.get(at.periodMs) !== 0) this.#startSchedule(0);
    const room = this.#beats.vacant(this.#halfMessages);
    if (room < this.#halfMessages && room < left) return this.#roomForHalf;
    this.#ledger.open();
    this.#send(Math.min(left, this.#halfMessages));
    return undefined;
  }

  /**
   * Starts a schedule with a new period. Beats that are overdue on the old schedule are skipped and
   * counted.
   */
  #startSchedule(periodMs: number): void {
    const oldPeriodMs = this.#ledger.get(at.periodMs);
    const owed =
      oldPeriodMs > 0 ? Math.floor((this.#lateness(oldPeriodMs) + oldPeriodMs) / oldPeriodMs) : 0;
    this.#ledger.open();
    this.#ledger.add(at.skipped, Math.max(0, owed));
    this.#ledger.set(at.periodMs, periodMs);
    this.#ledger.set(at.anchorMs, this.#context.clock.nowMs);
    this.#ledger.set(at.sinceAnchor, 0);
    this.#ledger.commit();
  }

  #beatOnSchedule(periodMs: number): Condition | undefined {
    const {nowMs} = this.#context.clock;
    const latenessMs = this.#lateness(periodMs);
    if (latenessMs < 0) {
      this.#schedule.deadlineMs = this.#dueMs(periodMs);
      return this.#schedule;
    }
    if (this.#beats.vacant(1) < 1) return this.#roomForOne;
    this.#ledger.open();
    this.#ledger.add(at.sinceAnchor, 1);
    if (latenessMs > latenessMaxMs) {
      this.#ledger.add(at.skipped, Math.floor(latenessMs / periodMs));
      this.#ledger.set(at.anchorMs, nowMs);
      this.#ledger.set(at.sinceAnchor, 0);
    }
    this.#send(1);
    this.#recordLateness(latenessMs);
    return undefined;
  }

  /** The time at which the next beat is due, in milliseconds of the thread's clock. */
  #dueMs(periodMs: number): number {
    return this.#ledger.get(at.anchorMs) + (this.#ledger.get(at.sinceAnchor) + 1) * periodMs;
  }

  /** Lateness of the next beat in milliseconds. Negative before the beat is due. */
  #lateness(periodMs: number): number {
    return this.#context.clock.nowMs - this.#dueMs(periodMs);
  }

  /**
   * Adds `count` beats to the staged copy, commits it, and sends the beats. A beat is a word whose
   * value is never read.
   */
  #send(count: number): void {
    this.#ledger.add(at.sent, count);
    this.#ledger.add(at.batches, 1);
    this.#ledger.commit();
    recordBatch(this.#context, 'heartbeat', count);
    this.#beats.advance(count);
    this.#context.clock.worked(count);
  }

  #recordLateness(latenessMs: number): void {
    const {memory, plan} = this.#context;
    const cell = plan.latenessF64 + bucketOf(latenessMs);
    memory.f64[cell] = (memory.f64[cell] as number) + 1;
  }
}
