import {FatalError} from '../../engine/index.ts';
import {orGone} from '../broker/lane.ts';
import type {Session} from '../broker/link.ts';
import {laneStream, roomSubject} from '../broker/names.ts';
import type {Edge} from '../edge/edge.ts';

/** Pause after a removal that failed. */
const retryMs = 250;

/**
 * Makes room in a lane's stream: removes the batches that the part's record includes, but for the
 * last one, which says where the stream ends.
 *
 * Each batch is removed by a request of its own, since the server then rewrites nothing. A purge up
 * to a sequence is a single request, but servers before 2.10 rewrite a file of messages in place
 * for it, and a server that is killed meanwhile loses them. A server that was killed can also have
 * batches again that were removed just before. Therefore each connection begins at the stream's
 * first one.
 */
export class Removal {
  readonly #edge: Edge;
  readonly #stream: string;
  readonly #onEnd: () => void;
  /** The first batch in the stream, as far as it is known on the connection of `#generation`. */
  #first = 0;
  #generation = 0;
  #isUnderWay = false;
  #isPausing = false;
  #fault: FatalError | undefined;

  /** @param onEnd is called when a removal has ended, and when another attempt is due */
  constructor(edge: Edge, onEnd: () => void) {
    this.#edge = edge;
    this.#stream = laneStream(edge.options.stream, edge.options.lane);
    this.#onEnd = onEnd;
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** The stream is gone. */
  get fault(): FatalError | undefined {
    return this.#fault;
  }

  /**
   * Starts to remove the batches that are in a record, unless there are none or it is under way.
   * @param messages the position up to which the record includes the lane
   */
  start(messages: number): void {
    const {received, link} = this.#edge;
    const {session} = link;
    if (session === undefined || this.#isUnderWay || this.#isPausing) return;
    const index = received.findLastIndex(({endMessages}) => endMessages <= messages);
    const sequence = received[index]?.sequence;
    if (sequence === undefined) return;
    if (this.#generation === link.generation && sequence <= this.#first) return;
    this.#isUnderWay = true;
    this.#removeBefore(session, link.generation, sequence)
      .then(
        () => {
          received.splice(0, index);
          this.#edge.reportReceived();
        },
        (error: unknown) => this.#fail(error),
      )
      .finally(() => {
        this.#isUnderWay = false;
        this.#onEnd();
      });
  }

  async #removeBefore(
    {connection, manager}: Session,
    generation: number,
    sequence: number,
  ): Promise<void> {
    if (this.#generation !== generation) {
      const {state} = await orGone(manager.streams.info(this.#stream), this.#stream);
      this.#first = state.first_seq;
      this.#generation = generation;
    }
    if (sequence <= this.#first) return;
    const removals: Promise<boolean>[] = [];
    for (let next = this.#first; next < sequence; next++) {
      removals.push(manager.streams.deleteMessage(this.#stream, next, false));
    }
    await Promise.all(removals);
    this.#first = sequence;
    const {stream, lane} = this.#edge.options;
    connection.publish(roomSubject(stream, lane), `${sequence}`);
  }

  #fail(error: unknown): void {
    if (error instanceof FatalError) this.#fault = error;
    this.#generation = 0;
    this.#isPausing = true;
    setTimeout(() => {
      this.#isPausing = false;
      this.#onEnd();
    }, retryMs);
  }
}
