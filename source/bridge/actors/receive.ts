import {
  type Actor,
  type Condition,
  done,
  FatalError,
  type LatencyProbe,
  type Sender,
} from '../../engine/index.ts';
import {laneStream} from '../broker/names.ts';
import type {BridgeContext} from '../edge/context.ts';
import type {Edge} from '../edge/edge.ts';
import {viewAsBuffer} from './buffers.ts';
import {type Batch, Inbox} from './inbox.ts';
import {WakeUp, WakeUpOr, wakeUpOrDeadline} from './wake-up.ts';

/** Pause before a stream is read again whose reading has failed. */
const retryMs = 250;

/**
 * Receives the messages of a lane's stream into a channel, in order and exactly once. The position
 * of its channel says which message is the next one, also after a crash: it reads the stream from
 * its first batch, and passes over what it has.
 *
 * A stop leaves the rest in the stream. At the end of the stream it is done.
 */
export class BridgeReceiver implements Actor {
  readonly #context: BridgeContext;
  readonly #output: Sender;
  readonly #edge: Edge;
  readonly #probe: LatencyProbe | undefined;
  readonly #bytes: Buffer;
  readonly #wakeUp: WakeUp;
  readonly #wakeUpOrDeadline: WakeUpOr;
  readonly #forRoom: Condition;
  #inbox: Inbox | undefined;
  /** The connection on which the inbox was opened. */
  #generation = 0;
  /** The next batch's number in the stream; `undefined` before the first one. */
  #nextSequence: number | undefined;
  #retryAtMs = 0;

  /** @param probe measures latencies that begin at the arrival of a message */
  constructor(context: BridgeContext, output: Sender, edge: Edge, probe?: LatencyProbe) {
    this.#context = context;
    this.#probe = probe;
    this.#output = output;
    this.#edge = edge;
    edge.reportTo(context);
    this.#bytes = viewAsBuffer(output.bytes);
    this.#wakeUp = new WakeUp(context.outside<void>());
    this.#wakeUpOrDeadline = wakeUpOrDeadline(this.#wakeUp);
    this.#forRoom = new WakeUpOr(this.#wakeUp, output.whenVacant(1));
    edge.received.length = 0;
    edge.link.onChange(this.#wakeUp.ring);
  }

  step(): Condition | undefined {
    this.#wakeUp.take();
    const {link, isEnded} = this.#edge;
    if (this.#context.isDraining || isEnded) {
      this.#inbox?.close();
      return done;
    }
    if (this.#generation !== link.generation || link.session === undefined) this.#closeInbox();
    this.#inbox ??= this.#open();
    return this.#receive();
  }

  #open(): Inbox | undefined {
    const {session, generation} = this.#edge.link;
    if (session === undefined || this.#context.clock.nowMs < this.#retryAtMs) return undefined;
    this.#generation = generation;
    return new Inbox(this.#edge, session, this.#nextSequence, this.#wakeUp.ring);
  }

  #closeInbox(): void {
    this.#inbox?.close();
    this.#inbox = undefined;
  }

  #receive(): Condition | undefined {
    const batch = this.#next();
    if (batch === undefined) return this.#awaitBatch();
    const {messageBytes} = this.#edge.options;
    const messages = batch.payload.length / messageBytes;
    // Negative if messages are missing.
    const known = this.#output.total - batch.position;
    if (!(known >= 0)) this.#rejectGap(batch);
    const count = Math.min(messages - known, this.#output.vacant());
    if (known < messages && count === 0) return this.#forRoom;
    if (count > 0) this.#copy(batch, known, count);
    if (known + Math.max(0, count) >= messages) this.#finish(batch, messages);
    return undefined;
  }

  /** Copies messages of a batch from message `from` on, and commits them. */
  #copy({payload}: Batch, from: number, count: number): void {
    const {messageBytes} = this.#edge.options;
    this.#context.startBatch(count);
    const slice = this.#output.poke(count);
    for (let copied = 0; copied < count; ) {
      const span = slice.contiguousFrom(copied);
      const begin = (from + copied) * messageBytes;
      const end = begin + span * messageBytes;
      viewAsBuffer(payload).copy(this.#bytes, slice.wordOf(copied) * 8, begin, end);
      copied += span;
    }
    this.#probe?.stamp(this.#output.position, count, this.#context.clock);
    this.#output.advance(count);
    this.#context.commit();
  }

  #finish({sequence, position, isEnd, pending}: Batch, messages: number): void {
    this.#nextSequence = sequence + 1;
    this.#edge.received.push({sequence, endMessages: position + messages});
    this.#inbox?.take();
    this.#edge.pendingBatches = pending;
    this.#edge.reportReceived();
    if (isEnd) this.#edge.isEnded = true;
    this.#edge.notify();
  }

  /** Returns the next batch. Passes over doubled ones. */
  #next(): Batch | undefined {
    try {
      for (let batch = this.#inbox?.next; batch !== undefined; batch = this.#inbox?.next) {
        const expected = this.#nextSequence ?? batch.sequence;
        if (batch.sequence === expected) return batch;
        if (batch.sequence > expected) {
          const next = `batch ${batch.sequence}, but batch ${expected} is the next`;
          throw new FatalError(`stream ${this.#name} goes on with ${next}: batches are missing`);
        }
        this.#inbox?.take();
      }
    } catch (error) {
      if (error instanceof FatalError) throw error;
      this.#retryAtMs = this.#context.clock.nowMs + retryMs;
      this.#closeInbox();
    }
    return undefined;
  }

  #awaitBatch(): Condition {
    if (this.#inbox !== undefined) return this.#wakeUp.condition;
    this.#wakeUpOrDeadline.deadlineMs =
      this.#edge.link.session === undefined ? Number.POSITIVE_INFINITY : this.#retryAtMs;
    return this.#wakeUpOrDeadline;
  }

  #rejectGap({sequence, position}: Batch): never {
    const {total} = this.#output;
    const next = `message ${position} in batch ${sequence}, but message ${total} is the next`;
    throw new FatalError(`stream ${this.#name} goes on with ${next}: messages are missing`);
  }

  get #name(): string {
    return laneStream(this.#edge.options.stream, this.#edge.options.lane);
  }
}
