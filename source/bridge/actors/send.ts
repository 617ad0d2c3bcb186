import {
  type Actor,
  type Condition,
  done,
  FatalError,
  type LatencyProbe,
  type Receiver,
} from '../../engine/index.ts';
import type {BridgeContext} from '../edge/context.ts';
import type {Edge} from '../edge/edge.ts';
import {placeOf} from '../edge/lanes.ts';
import {BufferPool, viewAsBuffer} from './buffers.ts';
import {Outbox, type Publication} from './outbox.ts';
import {WakeUp, WakeUpOr, wakeUpOrDeadline} from './wake-up.ts';

/** Publications under way at a time. */
const windowBatches = 8;
/** Time without room after which the broker is asked. An announcement of room can be lost. */
const roomPeriodMs = 100;
/** Pause after a failed attempt to open the lanes of a broker that is connected. */
const retryMs = 250;

/**
 * Sends the messages of a channel to the streams of an edge. Exactly once: a message counts as sent
 * when the broker has stored it, and its slot in the ring is free only then.
 *
 * A batch is the next message of its stream, or it is refused. After a refusal, a lost connection
 * or a crash, the streams tell what they hold, and the sender goes on behind it. A batch that finds
 * others under way waits until it is a whole block, so batches grow with the load.
 *
 * At the end of its input it ends the streams, unless the pipeline only changes its shape.
 */
export class BridgeSender implements Actor {
  readonly #context: BridgeContext;
  readonly #input: Receiver;
  readonly #edge: Edge;
  readonly #probe: LatencyProbe | undefined;
  readonly #bytes: Buffer;
  readonly #buffers: BufferPool;
  readonly #wakeUp: WakeUp;
  readonly #wakeUpOrDeadline: WakeUpOr;
  #outbox: Outbox | undefined;
  /** The connection on which the outbox was opened. */
  #generation = 0;
  #isOpening = false;
  #retryAtMs = 0;
  #fault: FatalError | undefined;
  /** Publications whose messages are still in the ring, in its order. */
  #underWay: Publication[] = [];
  /** Messages of these publications. */
  #aheadMessages = 0;
  #roomAskedMs = 0;

  /** @param probe measures the time until the broker has stored a message */
  constructor(context: BridgeContext, input: Receiver, edge: Edge, probe?: LatencyProbe) {
    this.#context = context;
    this.#probe = probe;
    this.#input = input;
    this.#edge = edge;
    edge.reportTo(context);
    this.#bytes = viewAsBuffer(input.bytes);
    const {blockMessages, messageBytes} = edge.options;
    const bytes = Math.min(blockMessages, input.capacityMessages) * messageBytes;
    this.#buffers = new BufferPool(windowBatches, bytes);
    this.#wakeUp = new WakeUp(context.outside<void>());
    this.#wakeUpOrDeadline = wakeUpOrDeadline(this.#wakeUp);
    edge.onChange(this.#wakeUp.ring);
  }

  step(): Condition | undefined {
    this.#wakeUp.take();
    if (this.#fault !== undefined) throw this.#fault;
    const {link} = this.#edge;
    const isConnected = this.#generation === link.generation && link.session !== undefined;
    if (!isConnected || this.#outbox?.isTakenOver) this.#discard();
    if (this.#outbox === undefined) return this.#open();
    if (this.#settle()) return undefined;
    // Read before the number of messages: no message follows in a closed channel.
    const {isClosed} = this.#input;
    const unsent = this.#input.available() - this.#aheadMessages;
    if (unsent === 0 && isClosed) return this.#end(this.#outbox);
    return this.#send(this.#outbox, unsent, isClosed);
  }

  /** Opens the lanes on the present connection, as soon as there is one. */
  #open(): Condition {
    const {link} = this.#edge;
    const {session, generation} = link;
    const {nowMs} = this.#context.clock;
    if (session === undefined || this.#isOpening) return this.#wakeUp.condition;
    if (nowMs < this.#retryAtMs) return this.#wakeUpAt(this.#retryAtMs);
    this.#isOpening = true;
    Outbox.open(this.#edge, session, this.#input.total, this.#wakeUp.ring)
      .then(
        (outbox) => {
          this.#outbox = outbox;
          this.#generation = generation;
          this.#reportStored();
        },
        (error: unknown) => {
          if (error instanceof FatalError) this.#fault = error;
          else this.#retryAtMs = this.#context.clock.nowMs + retryMs;
        },
      )
      .finally(() => {
        this.#isOpening = false;
        this.#wakeUp.ring();
      });
    return this.#wakeUp.condition;
  }

  /** Forgets what is under way. The ring still has it. */
  #discard(): void {
    this.#outbox?.close();
    this.#outbox = undefined;
    this.#underWay = [];
    this.#aheadMessages = 0;
  }

  /**
   * Commits what the broker has stored. Returns whether there was anything. After a refusal, the
   * lanes are opened again as soon as nothing is under way.
   */
  #settle(): boolean {
    let messages = 0;
    let stored = 0;
    while (this.#underWay[stored]?.state === 'stored') {
      messages += (this.#underWay[stored++] as Publication).messages;
    }
    this.#underWay.splice(0, stored);
    if (messages > 0) this.#commit(messages);
    const [next] = this.#underWay;
    const isRefused = next?.state === 'failed';
    if (isRefused && this.#underWay.every(({state}) => state !== 'under way')) {
      this.#discard();
      return true;
    }
    return messages > 0;
  }

  #commit(messages: number): void {
    const {position} = this.#input;
    this.#context.startBatch(messages);
    this.#aheadMessages -= messages;
    this.#input.advance(messages);
    this.#context.commit();
    this.#probe?.observe(position, messages, this.#context.clock);
    this.#reportStored();
  }

  #reportStored(): void {
    this.#edge.storedMessages = this.#input.total;
    this.#edge.notify();
  }

  /** Publishes the next batch if it should go now. */
  #send(outbox: Outbox, unsent: number, isClosed: boolean): Condition | undefined {
    const hasFailed = this.#underWay.some(({state}) => state === 'failed');
    if (hasFailed || this.#underWay.length >= windowBatches) return this.#wakeUp.condition;
    const ahead = this.#aheadMessages;
    const place = placeOf(this.#input.total + ahead, this.#edge.options);
    const whole = Math.min(place.leftInBlock, this.#input.capacityMessages / 2);
    if (unsent === 0) return this.#awaitInput(ahead === 0 ? 1 : whole);
    const slice = this.#input.peek(ahead + unsent);
    const stored = outbox.endMessages(place.lane) - place.position;
    const count = Math.min(whole, slice.contiguousFrom(ahead), unsent, stored > 0 ? stored : whole);
    if (stored > 0) return this.#skip(count);
    const isPart = count < whole && count === unsent && !isClosed;
    if (isPart && this.#underWay.length > 0) return this.#awaitInput(whole);
    if (!outbox.hasRoom(place.lane)) return this.#awaitRoom(outbox, place.lane);
    const {messageBytes} = this.#edge.options;
    const byte = slice.wordOf(ahead) * 8;
    const payload = this.#buffers.copy(this.#bytes, byte, byte + count * messageBytes);
    this.#underWay.push(outbox.publish(place.lane, place.position, count, payload));
    this.#aheadMessages += count;
    return undefined;
  }

  /** Passes over messages that a stream has from an earlier life. */
  #skip(count: number): undefined {
    this.#underWay.push({messages: count, state: 'stored'});
    this.#aheadMessages += count;
  }

  /** Waits for `count` messages behind those under way, or for an answer. */
  #awaitInput(count: number): Condition {
    const wanted = this.#aheadMessages + count;
    if (wanted > this.#input.capacityMessages) return this.#wakeUp.condition;
    return new WakeUpOr(this.#wakeUp, this.#input.whenAvailable(wanted));
  }

  #awaitRoom(outbox: Outbox, lane: number): Condition {
    const {nowMs} = this.#context.clock;
    outbox.reportFull(lane);
    if (nowMs >= this.#roomAskedMs + roomPeriodMs) {
      this.#roomAskedMs = nowMs;
      outbox.refreshRoom().then(this.#wakeUp.ring, (error: unknown) => {
        // Without an answer, it is asked again.
        if (!(error instanceof FatalError)) return;
        this.#fault = error;
        this.#wakeUp.ring();
      });
    }
    return this.#wakeUpAt(this.#roomAskedMs + roomPeriodMs);
  }

  /** Ends the lanes after the last message. */
  #end(outbox: Outbox): Condition | undefined {
    const {isDraining, isStopping} = this.#context;
    if (this.#underWay.length > 0) return this.#wakeUp.condition;
    if ((isDraining && !isStopping) || outbox.areEnded) {
      this.#edge.isEnded = outbox.areEnded;
      this.#edge.isSent = true;
      this.#edge.notify();
      return done;
    }
    this.#underWay.push(...outbox.end());
    return this.#underWay.length > 0
      ? this.#wakeUp.condition
      : this.#awaitRoom(outbox, outbox.firstOpen);
  }

  #wakeUpAt(deadlineMs: number): Condition {
    this.#wakeUpOrDeadline.deadlineMs = deadlineMs;
    return this.#wakeUpOrDeadline;
  }
}
