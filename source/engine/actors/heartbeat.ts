/**
 * The heartbeat sends a beat every period, on a schedule that does not drift.
 *
 * The n-th beat after an anchor is due at anchor + n periods, however late the one before was. A heartbeat that is late
 * by less than a second catches up at once; by more, it starts a new schedule and counts the beats it skipped. With
 * period 0 it runs free: it sends whenever `beats` has room. After its last beat it waits until all are taken, so that
 * each has released its batch, and asks for a stop. Beats that still wait when the pipeline drains, for a stop or for another
 * size, are taken by the drain, which needs none.
 */
import {type Condition, Schedule} from '../channel/condition.ts';
import type {Sender} from '../channel/sender.ts';
import {latenessMaxMs} from '../limits.ts';
import {bucketOf} from '../memory/histogram.ts';
import {recordIndexes} from '../memory/layout.ts';
import {StateRecord} from '../memory/state-record.ts';
import {type Actor, type ActorContext, agreed, openSender, recordBatch} from './actor.ts';

const at = recordIndexes('heartbeat');

export class Heartbeat implements Actor {
  readonly name = 'heartbeat';
  readonly #context: ActorContext;
  readonly #ledger: StateRecord;
  readonly #beats: Sender;
  readonly #schedule = new Schedule();
  readonly #roomForOne: Condition;
  /** A free run refills half of the channel at a time, rather than be woken for each beat that is taken. */
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
    // More than fit the channel need not be told apart; and a small number is not boxed on its way through a call.
    const left = Math.min(untilTarget, this.#beats.capacityMessages);
    if (left <= 0) return this.#askForStop();
    const periodMs = control.beatPeriodMs;
    if (periodMs === 0) return this.#beatFreely(left);
    if (periodMs !== this.#ledger.get(at.periodMs)) this.#startSchedule(periodMs);
    return this.#beatOnSchedule(periodMs);
  }

  /** Whoever goes on after the drain starts a schedule of its own: what it lasted is not made up for. */
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

  /** Starts a schedule at a new period; beats that the old one still owed are skipped, and counted. */
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

  /** When the next beat is due. */
  #dueMs(periodMs: number): number {
    return this.#ledger.get(at.anchorMs) + (this.#ledger.get(at.sinceAnchor) + 1) * periodMs;
  }

  /** How late the next beat is, in milliseconds; negative while it is not due. */
  #lateness(periodMs: number): number {
    return this.#context.clock.nowMs - this.#dueMs(periodMs);
  }

  /** Commits the open draft with `count` more beats, and sends them. A beat is a word, but nothing reads its value. */
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
