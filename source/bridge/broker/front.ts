import {orGone} from './lane.ts';
import type {Session} from './link.ts';

/**
 * The front of a lane's stream, from which messages are removed.
 *
 * Each message is removed by a request of its own, since the server then rewrites nothing. A purge
 * up to a sequence is a single request, but servers before 2.10 rewrite a file of messages in place
 * for it. A server that is killed meanwhile loses them.
 */
export class LaneFront {
  readonly #stream: string;
  #connection: Session['connection'] | undefined;
  #first = 0;

  /** @param stream the name of the lane's stream */
  constructor(stream: string) {
    this.#stream = stream;
  }

  /**
   * Removes the messages before one, which must be in the stream.
   * @returns whether there were any
   * @throws {FatalError} if the stream is gone
   */
  async removeBefore({connection, manager}: Session, sequence: number): Promise<boolean> {
    // A server that was killed can have messages again that were removed just before.
    if (this.#connection !== connection) {
      const {state} = await orGone(manager.streams.info(this.#stream), this.#stream);
      this.#first = state.first_seq;
      this.#connection = connection;
    }
    const count = sequence - this.#first;
    if (count <= 0) return false;
    const removals = Array.from({length: count}, (_, index) =>
      manager.streams.deleteMessage(this.#stream, this.#first + index, false),
    );
    try {
      await Promise.all(removals);
    } catch (error) {
      this.#connection = undefined;
      throw error;
    }
    this.#first = sequence;
    return true;
  }
}
