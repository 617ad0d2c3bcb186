/**
 * The shared part of an edge's actors on one thread: the connection, and how far they are. A
 * definition makes it in its `resources`, for the threads of its bridge.
 */

import {EdgeCells} from '../../engine/index.ts';
import {Link} from '../broker/link.ts';
import {answerPresence} from '../broker/presence.ts';
import type {BridgeContext} from './context.ts';
import type {Deal} from './lanes.ts';

/** What the main thread has agreed on with the broker. Every thread receives it. */
export interface EdgeOptions extends Deal {
  /** The address, with a user and a password if it has them. Never shown. */
  readonly broker: string;
  readonly stream: string;
  readonly messageBytes: number;
  /** The lane of a receiver; -1 for a sender, which serves all lanes. */
  readonly lane: number;
  /** The name of this life of the part. */
  readonly owner: string;
  /** The revision of the part's record. */
  readonly revision: number;
}

/** A batch that was received: its number in the stream, and the position after its end. */
export interface ReceivedBatch {
  readonly sequence: number;
  readonly endMessages: number;
}

/** The parts of an edge that its actors on one thread share. */
export class Edge {
  readonly options: EdgeOptions;
  /** The messages that the broker has stored, all before them included. Sender only. */
  storedMessages = 0;
  /** Batches that were received and are still in the stream. Receiver only. */
  readonly received: ReceivedBatch[] = [];
  /** Batches behind the last received one in the stream. Receiver only. */
  pendingBatches = 0;
  /** The lane, or all lanes of a sender, have come to their end. */
  isEnded = false;
  /** The sender is done. Sender only. */
  isSent = false;
  /** What views show of the edge. */
  report = new EdgeCells();
  #clock: BridgeContext['clock'] | undefined;
  #link: Link | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(options: EdgeOptions) {
    this.options = options;
  }

  /** The connection of this thread. It is opened at the first use: not each thread needs one. */
  get link(): Link {
    if (this.#link === undefined) {
      // The engine logs what a thread writes.
      this.#link = new Link(this.options.broker, {
        onReport: (text) => process.stderr.write(`${text}\n`),
        onOpen: ({connection}) => answerPresence(connection, this.options),
      });
      this.#link.onChange(() => {
        this.#reportConnection();
        this.notify();
      });
    }
    return this.#link;
  }

  /** Makes the edge report where the definition's views read, if it names the edge. */
  reportTo({edge, clock}: BridgeContext): void {
    if (edge === undefined) return;
    this.report = edge;
    this.#clock = clock;
  }

  /** Calls `listener` after each progress and each change of the connection. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Tells the other actors of the edge that one of them got on. */
  notify(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Reports what is in the stream of a receiver. */
  reportReceived(): void {
    this.report.batches = this.received.length + this.pendingBatches;
  }

  #reportConnection(): void {
    const {lostMs = 0} = this.#link ?? {};
    this.#clock?.refresh();
    const {nowMs = 0} = this.#clock ?? {};
    this.report.lostAtMs = lostMs > 0 ? Math.max(1, nowMs - lostMs) : 0;
  }
}
