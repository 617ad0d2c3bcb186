import {type Actor, type Condition, done, FatalError, type Receiver} from '../../engine/index.ts';
import {answers, codeOf} from '../broker/lane.ts';
import type {Session} from '../broker/link.ts';
import {keys, type PartRecord, Records} from '../broker/records.ts';
import type {BridgeContext} from '../edge/context.ts';
import type {Edge} from '../edge/edge.ts';
import {Removal} from './removal.ts';
import {WakeUp, WakeUpOr, wakeUpOrDeadline} from './wake-up.ts';

/** The least time between two records. */
const periodMs = 20;
/** Pause after a record that could not be stored. */
const retryMs = 250;

/**
 * Keeps the state of a part at the broker, so that the part outlives its process. Its input is a
 * channel of progress: each message has the position up to which an actor has finished the edge's
 * channel, and the numbers of the actor's state at this position.
 *
 * A receiver's stream loses its first batches once the record is stored that includes them, so the
 * stream always has what the record lacks. A sender's record is stored once the broker has stored
 * the messages before it.
 *
 * The newest message stays in the channel until the channel is closed: it may be the last one, and
 * the record of the last one has the end of the part.
 */
export class Keeper implements Actor {
  readonly #context: BridgeContext;
  readonly #progress: Receiver;
  readonly #edge: Edge;
  readonly #names: readonly string[];
  readonly #numbers: Float64Array;
  readonly #wakeUp: WakeUp;
  readonly #wakeUpOrDeadline: WakeUpOr;
  #records: Records | undefined;
  #generation = 0;
  #revision: number;
  /** Messages of the channel of progress whose record is being stored; 0 for none. */
  #storing = 0;
  #isStored = false;
  #isStoringLast = false;
  /** The position in the latest record of this thread; -1 before it has stored one. */
  #recorded = -1;
  #nextMs = 0;
  #fault: FatalError | undefined;
  /** Of a receiver. */
  readonly #removal: Removal | undefined;

  /** @param names the names of the numbers in a message of progress, after the position */
  constructor(context: BridgeContext, progress: Receiver, names: readonly string[], edge: Edge) {
    this.#context = context;
    this.#progress = progress;
    this.#edge = edge;
    this.#names = names;
    this.#numbers = progress.f64;
    this.#revision = edge.options.revision;
    this.#wakeUp = new WakeUp(context.outside<void>());
    this.#wakeUpOrDeadline = wakeUpOrDeadline(this.#wakeUp);
    if (edge.options.lane >= 0) this.#removal = new Removal(edge, this.#wakeUp.ring);
    edge.onChange(this.#wakeUp.ring);
  }

  step(): Condition | undefined {
    this.#wakeUp.take();
    const fault = this.#fault ?? this.#removal?.fault;
    if (fault !== undefined) throw fault;
    if (this.#storing > 0 && this.#isStored) this.#finish();
    this.#removal?.start(this.#recorded);
    if (this.#storing > 0) return this.#wakeUp.condition;
    const {isClosed} = this.#progress;
    const available = this.#progress.available();
    if (available === 0 && isClosed) {
      return this.#removal?.isUnderWay ? this.#wakeUp.condition : done;
    }
    if (available === 0) return this.#awaitMore(0, isClosed);
    const {nowMs} = this.#context.clock;
    if (nowMs < this.#nextMs && !isClosed) return this.#awaitTime(this.#nextMs);
    const count = this.#countStored(available);
    const isLast = isClosed && count === available;
    // The last record of a sender says whether it has ended the streams.
    if (isLast && !this.#mayEnd) return this.#wakeUp.condition;
    if (!isLast && this.#isRecorded(count)) return this.#awaitMore(available, isClosed);
    if (count === 0 || this.#edge.link.session === undefined) return this.#wakeUp.condition;
    this.#nextMs = nowMs + periodMs;
    this.#store(this.#edge.link.session, count, isLast);
    return this.#wakeUp.condition;
  }

  get #mayEnd(): boolean {
    return this.#edge.options.lane >= 0 || this.#edge.isSent;
  }

  #isRecorded(count: number): boolean {
    if (count === 0) return false;
    return this.#position(this.#progress.peek(count).wordOf(count - 1)) === this.#recorded;
  }

  /** Waits for more progress or the end of its channel, unless it has come, or for an answer. */
  #awaitMore(available: number, isClosed: boolean): Condition {
    // A wait for a closed channel is over at once, and would leave no time for answers.
    const mayGrow = !isClosed && available < this.#progress.capacityMessages;
    if (!mayGrow) return this.#wakeUp.condition;
    return new WakeUpOr(this.#wakeUp, this.#progress.whenAvailable(available + 1));
  }

  /** Returns how many messages of progress the broker has the messages for. */
  #countStored(available: number): number {
    const {options, storedMessages} = this.#edge;
    if (options.lane >= 0) return available;
    const slice = this.#progress.peek(available);
    let count = available;
    while (count > 0 && this.#position(slice.wordOf(count - 1)) > storedMessages) count--;
    return count;
  }

  /** Stores the record of the last of `count` messages of progress. */
  #store(session: Session, count: number, isLast: boolean): void {
    const word = this.#progress.peek(count).wordOf(count - 1);
    const {owner} = this.#edge.options;
    const messages = this.#position(word);
    const numbers = this.#names.map((name, index) => [name, this.#numbers[word + 1 + index]]);
    const isEnded = isLast && this.#edge.isEnded;
    const state = {messages, numbers: Object.fromEntries(numbers)};
    const record: PartRecord = {owner, ...state, isStarting: false, isEnded};
    this.#storing = count;
    this.#isStored = false;
    this.#isStoringLast = isLast;
    this.#replace(session, record)
      .then(
        () => {
          this.#isStored = true;
        },
        (error: unknown) => {
          if (error instanceof FatalError) this.#fault = error;
          // What is stored is stored again, which changes nothing.
          this.#storing = 0;
          this.#nextMs = this.#context.clock.nowMs + retryMs;
        },
      )
      .finally(this.#wakeUp.ring);
  }

  async #replace(session: Session, record: PartRecord): Promise<void> {
    const {stream, lane} = this.#edge.options;
    const {generation} = this.#edge.link;
    if (this.#records === undefined || this.#generation !== generation) {
      this.#records = await Records.open(session, stream);
      this.#generation = generation;
    }
    if (this.#records === undefined) {
      throw new FatalError(`stream ${stream} was removed, or its broker has lost it`);
    }
    const key = lane >= 0 ? keys.lane(lane) : keys.source;
    try {
      this.#revision = await this.#records.replace(key, record, this.#revision);
    } catch (error) {
      if (codeOf(error) !== answers.wrongLast) throw error;
      const present = await this.#records.read<PartRecord>(key);
      if (present?.value.owner !== record.owner) {
        throw new FatalError(`another process has taken over ${key} of stream ${stream}`);
      }
      // The record of an earlier attempt or thread, whose answer was lost.
      this.#revision = await this.#records.replace(key, record, present.revision);
    }
  }

  #finish(): void {
    const newest = this.#progress.peek(this.#storing).wordOf(this.#storing - 1);
    this.#recorded = this.#position(newest);
    const count = this.#isStoringLast ? this.#storing : this.#storing - 1;
    this.#storing = 0;
    if (count === 0) return;
    this.#context.startBatch(count);
    this.#progress.advance(count);
    this.#context.commit();
  }

  #awaitTime(deadlineMs: number): Condition {
    this.#wakeUpOrDeadline.deadlineMs = deadlineMs;
    return this.#wakeUpOrDeadline;
  }

  #position(word: number): number {
    return this.#numbers[word] as number;
  }
}
