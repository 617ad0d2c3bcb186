import {
  type Actor,
  AllOf,
  AnyOf,
  addToHistogram,
  type Condition,
  done,
  Schedule,
  type Sender,
  type Setting,
} from '../../engine/index.ts';
import type {Context} from '../definition/definition.ts';
import {latenessMaxMs} from '../definition/limits.ts';

/**
 * The heartbeat sends one beat per period, on a schedule without drift.
 *
 * The n-th beat after an anchor is due at anchor + n periods. The lateness of the previous beat
 * does not matter. A heartbeat that is late by less than a second catches up at once. A heartbeat
 * that is later starts a new schedule and counts the skipped beats. With a period of 0, the
 * heartbeat runs freely: it sends beats whenever the channel `beats` has room.
 *
 * There is one heartbeat for all lanes. It deals its beats to them in turn, and passes over a lane
 * whose channel is full.
 *
 * After its last beat, the heartbeat waits until the worker has taken all beats, so that each beat
 * has released its batch. Then it requests a stop. Some beats may still be in the channel when the
 * pipeline drains, for a stop or for another size. The worker takes them during the drain, which
 * does not need beats.
 */
export class Heartbeat implements Actor {
  readonly #context: Context<'heartbeat'>;
  /** The channel `beats` of each lane. */
  readonly #lanes: readonly Sender[];
  readonly #period: Setting;
  readonly #target: Setting;
  readonly #schedule = new Schedule();
  readonly #roomForOne: Condition;
  /** A free run refills half of the channel at a time. It is thus not woken for each taken beat. */
  readonly #roomForHalf: Condition;
  readonly #halfMessages: number;
  readonly #allTaken: AllOf;
  readonly #latenessF64: number;
  /** The lane that is next. A restarted heartbeat begins with the first lane again. */
  #turn = 0;

  constructor(context: Context<'heartbeat'>) {
    this.#context = context;
    this.#lanes = context.senders('beats');
    this.#period = context.setting('beatPeriodMs');
    this.#target = context.setting('beatsTarget');
    const capacityMessages = this.#lanes[0]?.capacityMessages ?? 0;
    this.#halfMessages = capacityMessages / 2;
    this.#roomForOne = this.#roomInAny(1);
    this.#roomForHalf = this.#roomInAny(this.#halfMessages);
    this.#allTaken = new AllOf(...this.#lanes.map((beats) => beats.whenVacant(capacityMessages)));
    this.#latenessF64 = context.region('lateness') / 8;
  }

  step(): Condition | undefined {
    const {fields, state} = this.#context;
    if (this.#context.isDraining) return this.#endSchedule();
    let untilTarget = this.#target.value;
    for (let lane = 0; lane < this.#lanes.length; lane++) {
      untilTarget -= (this.#lanes[lane] as Sender).total;
    }
    // Counts beyond what the lanes hold are equivalent. A small number is not boxed for a call.
    const left = Math.min(untilTarget, 2 * this.#halfMessages * this.#lanes.length);
    if (left <= 0) return this.#requestStop();
    const periodMs = this.#period.value;
    if (periodMs !== state.get(fields.periodMs)) return this.#startSchedule(periodMs, left);
    return periodMs === 0 ? this.#beatFreely(left) : this.#beatOnSchedule(periodMs);
  }

  /**
   * Ends the schedule. A heartbeat that continues after the drain starts a new schedule. It does
   * not catch up on the time that the drain took.
   */
  #endSchedule(): Condition {
    this.#context.state.set(this.#context.fields.periodMs, 0);
    this.#context.commit();
    return done;
  }

  #requestStop(): Condition | undefined {
    const unmet = this.#allTaken.unmet();
    if (unmet !== undefined) return unmet;
    this.#context.requestStop('beats');
    return undefined;
  }

  #beatFreely(left: number): Condition | undefined {
    const share = Math.ceil(left / this.#lanes.length);
    const count = Math.min(share, this.#halfMessages);
    const beats = this.#nextWithRoom(count);
    if (beats === undefined) return this.#roomForHalf;
    this.#send(beats, count);
    return undefined;
  }

  /**
   * Starts a schedule with a new period. Beats that are due on the old schedule are sent first. If
   * they are late by over a second, or no lane has room, they are skipped and counted.
   */
  #startSchedule(periodMs: number, left: number): undefined {
    const {clock, fields, state} = this.#context;
    const oldPeriodMs = state.get(fields.periodMs);
    const latenessMs = oldPeriodMs > 0 ? this.#lateness(oldPeriodMs) : -1;
    const due = latenessMs < 0 ? 0 : Math.floor(latenessMs / oldPeriodMs) + 1;
    state.set(fields.periodMs, periodMs);
    state.set(fields.anchorMs, clock.nowMs);
    state.set(fields.sinceAnchor, 0);
    const count = latenessMs > latenessMaxMs ? 0 : Math.min(due, left);
    const beats = count > 0 ? this.#nextWithRoom(count) : undefined;
    if (beats === undefined) {
      state.add(fields.skipped, due);
      this.#context.commit();
    } else {
      this.#send(beats, count);
    }
  }

  #beatOnSchedule(periodMs: number): Condition | undefined {
    const {clock, fields, memory, state} = this.#context;
    const latenessMs = this.#lateness(periodMs);
    if (latenessMs < 0) {
      this.#schedule.deadlineMs = this.#dueMs(periodMs);
      return this.#schedule;
    }
    const beats = this.#nextWithRoom(1);
    if (beats === undefined) return this.#roomForOne;
    state.add(fields.sinceAnchor, 1);
    if (latenessMs > latenessMaxMs) {
      state.add(fields.skipped, Math.floor(latenessMs / periodMs));
      state.set(fields.anchorMs, clock.nowMs);
      state.set(fields.sinceAnchor, 0);
    }
    this.#send(beats, 1);
    addToHistogram(memory.f64, this.#latenessF64, latenessMs);
    return undefined;
  }

  /** The time at which the next beat is due, in milliseconds of the thread's clock. */
  #dueMs(periodMs: number): number {
    const {fields, state} = this.#context;
    return state.get(fields.anchorMs) + (state.get(fields.sinceAnchor) + 1) * periodMs;
  }

  /** Lateness of the next beat in milliseconds. Negative before the beat is due. */
  #lateness(periodMs: number): number {
    return this.#context.clock.nowMs - this.#dueMs(periodMs);
  }

  /** Returns the next lane, in turn, that has room for `count` beats; `undefined` if none has. */
  #nextWithRoom(count: number): Sender | undefined {
    const {length} = this.#lanes;
    for (let tried = 0; tried < length; tried++) {
      const beats = this.#lanes[(this.#turn + tried) % length] as Sender;
      if (beats.vacant(count) < count) continue;
      this.#turn = (this.#turn + tried + 1) % length;
      return beats;
    }
    return undefined;
  }

  #roomInAny(count: number): Condition {
    const [room, ...others] = this.#lanes.map((beats) => beats.whenVacant(count));
    return others.length === 0 ? (room as Condition) : new AnyOf(room as Condition, ...others);
  }

  /** Sends `count` beats to a lane. A beat is a word whose value is never read. */
  #send(beats: Sender, count: number): void {
    this.#context.startBatch(count);
    beats.advance(count);
    this.#context.commit();
  }
}
