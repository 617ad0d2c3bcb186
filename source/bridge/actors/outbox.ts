/** The lanes of a sender: what each stream holds, and the publications under way. */
import type {MsgHdrs, Subscription} from '@nats-io/transport-node';
import {FatalError} from '../../engine/index.ts';
import {answers, codeOf, type LaneContent, orGone, takeOverLane} from '../broker/lane.ts';
import type {Session} from '../broker/link.ts';
import {batchSubject, endHeader, laneStream, positionHeader, roomSubject} from '../broker/names.ts';
import {isPresent} from '../broker/presence.ts';
import {keys, type PartRecord, Records} from '../broker/records.ts';
import type {Edge} from '../edge/edge.ts';
import {messagesOf} from '../edge/lanes.ts';

/** The least time between two looks for the reader of a full lane. */
const lookPeriodMs = 1_000;

/** A batch under way to its stream. */
export interface Publication {
  readonly messages: number;
  state: 'under way' | 'stored' | 'failed';
}

/** A lane as its sender knows it. */
interface OpenLane extends LaneContent {
  first: number;
  last: number;
  isEnded: boolean;
  readonly batches: number;
  readonly subject: string;
}

/**
 * The lanes of one connection of a sender. After each refusal and each new connection, a sender
 * opens its lanes anew. What the streams hold decides then what is sent next.
 */
export class Outbox {
  readonly #edge: Edge;
  readonly #session: Session;
  readonly #lanes: readonly OpenLane[];
  readonly #createHeaders: () => MsgHdrs;
  readonly #onAnswer: () => void;
  readonly #subscriptions: readonly Subscription[];
  /** Another life of a sender has taken a lane over. */
  isTakenOver = false;
  /** The lane that has no room for what is next; -1 for none. */
  #fullLane = -1;
  #lookedMs = Number.NEGATIVE_INFINITY;

  private constructor(
    edge: Edge,
    session: Session,
    lanes: readonly OpenLane[],
    createHeaders: () => MsgHdrs,
    onAnswer: () => void,
  ) {
    this.#edge = edge;
    this.#session = session;
    this.#lanes = lanes;
    this.#createHeaders = createHeaders;
    this.#onAnswer = onAnswer;
    this.#subscriptions = lanes.map((open, lane) => this.#listenForRoom(open, lane));
    this.#reportFill();
  }

  /**
   * Takes the lanes over from the lives before.
   * @param messages the messages of the channel that were acknowledged
   * @throws {FatalError} if a stream has lost a part of them or is gone, or another source sends
   */
  static async open(
    edge: Edge,
    session: Session,
    messages: number,
    onAnswer: () => void,
  ): Promise<Outbox> {
    const {stream, messageBytes, ...deal} = edge.options;
    const {headers, nuid} = await import('@nats-io/transport-node');
    const life = nuid.next();
    await checkOwner(edge, session);
    const lanes: OpenLane[] = [];
    for (let lane = 0; lane < deal.lanes; lane++) {
      const content = await takeOverLane(session, stream, lane, life, messageBytes);
      const acknowledged = messagesOf(lane, messages, deal);
      if (content.endMessages < acknowledged) {
        const name = laneStream(stream, lane);
        throw new FatalError(
          `stream ${name} ends after ${content.endMessages} messages, but ${acknowledged} were ` +
            'acknowledged: its broker has lost its tail',
        );
      }
      lanes.push({...content, subject: batchSubject(stream, lane, life)});
    }
    return new Outbox(edge, session, lanes, headers, onAnswer);
  }

  /** Returns how many of a lane's messages its stream was given. */
  endMessages(lane: number): number {
    return this.#lane(lane).endMessages;
  }

  /** Whether the stream of a lane has room for one more batch. */
  hasRoom(lane: number): boolean {
    const {first, last, batches} = this.#lane(lane);
    return last - first + 1 < batches;
  }

  /** Whether every lane has been ended. */
  get areEnded(): boolean {
    return this.#lanes.every(({isEnded}) => isEnded);
  }

  /** The first lane that has not been ended; -1 without one. */
  get firstOpen(): number {
    return this.#lanes.findIndex(({isEnded}) => !isEnded);
  }

  /** Reports that a lane has no room for what is next. Looks whether somebody reads it. */
  reportFull(lane: number): void {
    if (lane !== this.#fullLane) this.#setFull(lane, true);
    const nowMs = performance.now();
    if (nowMs < this.#lookedMs + lookPeriodMs) return;
    this.#lookedMs = nowMs;
    isPresent(this.#session.connection, this.#edge.options.stream, lane).then(
      (isRead) => {
        if (lane === this.#fullLane) this.#setFull(lane, isRead);
      },
      // Without an answer, it is looked again.
      () => {},
    );
  }

  /**
   * Publishes a batch as the next message of its lane.
   * @param position the position of its first message in the lane
   * @param payload its bytes, which do not change until the acknowledgement
   */
  publish(lane: number, position: number, messages: number, payload: Uint8Array): Publication {
    return this.#publish(lane, position, messages, payload, false);
  }

  /** Ends every lane that has not been ended and has room. */
  end(): readonly Publication[] {
    return this.#lanes.flatMap((open, lane) => {
      if (open.isEnded || !this.hasRoom(lane)) return [];
      open.isEnded = true;
      return [this.#publish(lane, open.endMessages, 0, new Uint8Array(0), true)];
    });
  }

  /**
   * Asks the broker again for the room of all lanes: an announcement may have been lost. Finds out
   * whether the lanes were taken over.
   * @throws {FatalError} if a stream is gone
   */
  async refreshRoom(): Promise<void> {
    const {stream} = this.#edge.options;
    for (const [lane, open] of this.#lanes.entries()) {
      const name = laneStream(stream, lane);
      const {state, config} = await orGone(this.#session.manager.streams.info(name), name);
      this.isTakenOver ||= config.subjects?.includes(open.subject) !== true;
      open.first = Math.max(open.first, state.first_seq);
    }
    this.#reportFill();
  }

  /** Ends the subscriptions. The outbox is not used any more. */
  close(): void {
    this.#setFull(-1, true);
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  #publish(
    lane: number,
    position: number,
    messages: number,
    payload: Uint8Array,
    isEnd: boolean,
  ): Publication {
    if (this.#fullLane >= 0) this.#setFull(-1, true);
    const open = this.#lane(lane);
    const headers = this.#createHeaders();
    headers.set(positionHeader, `${position}`);
    if (isEnd) headers.set(endHeader, 'true');
    const publication: Publication = {messages, state: 'under way'};
    const sentMs = performance.now();
    this.#session.jetstream
      .publish(open.subject, payload, {headers, expect: {lastSequence: open.last}})
      .then(
        () => {
          publication.state = 'stored';
          this.#edge.report.countRoundTrip(performance.now() - sentMs);
        },
        (error: unknown) => {
          publication.state = 'failed';
          if (codeOf(error) === answers.full) this.#edge.report.countRefused();
        },
      )
      .finally(this.#onAnswer);
    open.last++;
    (open as {endMessages: number}).endMessages += messages;
    this.#reportFill();
    return publication;
  }

  #listenForRoom(open: OpenLane, lane: number): Subscription {
    return this.#session.connection.subscribe(roomSubject(this.#edge.options.stream, lane), {
      callback: (_error, message) => {
        open.first = Math.max(open.first, Number(message.string()));
        this.#reportFill();
        this.#onAnswer();
      },
    });
  }

  #reportFill(): void {
    const sum = (value: (lane: OpenLane) => number) =>
      this.#lanes.reduce((total, lane) => total + value(lane), 0);
    this.#edge.report.batches = sum(({first, last}) => last - first + 1);
    this.#edge.report.capacityBatches = sum(({batches}) => batches);
  }

  #setFull(lane: number, isRead: boolean): void {
    this.#fullLane = lane;
    this.#edge.report.setFullLane(lane, isRead);
  }

  #lane(lane: number): OpenLane {
    return this.#lanes[lane] as OpenLane;
  }
}

/** Checks that no other source has taken the edge over. */
async function checkOwner({options}: Edge, session: Session): Promise<void> {
  const {stream, owner} = options;
  const records = await Records.open(session, stream);
  const record = await records?.read<PartRecord>(keys.source);
  if (record?.value.owner === owner) return;
  const what = record === undefined ? 'was removed or made anew' : 'has another source';
  throw new FatalError(`stream ${stream} ${what}, which this one does not disturb`);
}
