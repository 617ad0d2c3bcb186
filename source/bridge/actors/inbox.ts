/** The batches of a lane's stream, in order, on one connection of a receiver. */
import type {ConsumerMessages, JsMsg} from '@nats-io/jetstream';
import {FatalError} from '../../engine/index.ts';
import {orGone} from '../broker/lane.ts';
import type {Session} from '../broker/link.ts';
import {endHeader, laneStream, positionHeader} from '../broker/names.ts';
import type {Edge} from '../edge/edge.ts';

/** Batches that are requested of the broker ahead. */
const requestedBatches = 16;
/** Batches that wait for room in the ring; more of them stay at the broker. */
const waitingBatches = 4;

/** A batch from a stream. */
export interface Batch {
  readonly sequence: number;
  /** The position of its first message in the lane. */
  readonly position: number;
  readonly payload: Uint8Array;
  /** Batches behind it in the stream. */
  readonly pending: number;
  /** It has no messages, and none follow. */
  readonly isEnd: boolean;
}

/** Reads a stream from a message on. It reads ahead a little, and waits while nobody takes. */
export class Inbox {
  readonly #onBatch: () => void;
  readonly #waiting: Batch[] = [];
  #messages: ConsumerMessages | undefined;
  #resume: () => void = () => {};
  #isClosed = false;
  #fault: Error | undefined;

  /** @param onBatch is called when there is a batch, and when the reading has ended */
  constructor(edge: Edge, session: Session, from: number | undefined, onBatch: () => void) {
    this.#onBatch = onBatch;
    const {stream, lane} = edge.options;
    this.#read(session, laneStream(stream, lane), from, edge)
      .catch((error: unknown) => {
        this.#fault = error as Error;
      })
      .finally(onBatch);
  }

  /**
   * Returns the next batch, which stays the next one until `take`; `undefined` while there is none.
   * @throws {FatalError} if the stream is gone, or ends before the batch to begin with
   * @throws the error that ended the reading
   */
  get next(): Batch | undefined {
    const [batch] = this.#waiting;
    if (batch === undefined && this.#fault !== undefined) throw this.#fault;
    return batch;
  }

  take(): void {
    this.#waiting.shift();
    this.#resume();
  }

  /** Ends the reading. The inbox is not used any more. */
  close(): void {
    this.#isClosed = true;
    this.#resume();
    this.#messages?.stop();
  }

  async #read(
    session: Session,
    name: string,
    from: number | undefined,
    {report}: Edge,
  ): Promise<void> {
    const {start, capacity} = await findStart(session, name, from);
    report.capacityBatches = capacity;
    const {DeliverPolicy} = await import('@nats-io/jetstream');
    const consumer = await session.jetstream.consumers.get(name, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: start,
    });
    this.#messages = await consumer.consume({
      max_messages: requestedBatches,
      abort_on_missing_resource: true,
    });
    for await (const message of this.#messages) {
      if (this.#isClosed) break;
      this.#waiting.push(toBatch(message));
      this.#onBatch();
      if (this.#waiting.length >= waitingBatches) await this.#isTaken();
    }
    if (!this.#isClosed) throw new Error(`the broker ended the reading of stream ${name}`);
  }

  #isTaken(): Promise<void> {
    return new Promise((resolve) => {
      this.#resume = resolve;
    });
  }
}

/**
 * Returns the number of the first message to read, `from` or the first in the stream, and the
 * stream's capacity in messages.
 */
async function findStart(
  {manager}: Session,
  name: string,
  from: number | undefined,
): Promise<{readonly start: number; readonly capacity: number}> {
  const {state, config} = await orGone(manager.streams.info(name), name);
  if (from !== undefined && state.last_seq < from - 1) {
    throw new FatalError(
      `stream ${name} ends with batch ${state.last_seq}, but batch ${from - 1} was received ` +
        'from it: its broker has lost its tail',
    );
  }
  return {start: from ?? Math.max(1, state.first_seq), capacity: config.max_msgs};
}

function toBatch(message: JsMsg): Batch {
  return {
    sequence: message.seq,
    position: Number(message.headers?.get(positionHeader) ?? Number.NaN),
    payload: message.data,
    pending: message.info.pending,
    isEnd: message.headers?.has(endHeader) ?? false,
  };
}
