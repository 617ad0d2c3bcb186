import type {ServerResponse} from 'node:http';
import type {SnapshotSource} from '../engine/index.ts';

/**
 * The interval of events to clients, also while nothing changes. They show that the server is
 * alive.
 */
const aliveIntervalMs = 1_000;
/** A client that does not read its data for this long is disconnected. */
const patienceMs = 30_000;
const listenersMax = 128;

/** The event for a client if there is no new Snapshot. */
const aliveText = 'event: alive\ndata: {}\n\n';

interface Listener {
  readonly response: ServerResponse;
  /** The number of the last Snapshot sent to this client. */
  sent: number;
  /** The last time at which the client had read everything. */
  readMs: number;
}

/**
 * Server-sent events: sends each new Snapshot to every client. The format:
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * A Snapshot is serialized once for all clients. A client that does not read receives nothing new
 * until it has read the earlier data, and then the latest Snapshot. It costs neither memory nor
 * time of the engine. A client that does not read for 30 seconds is disconnected.
 */
export class Events {
  readonly #source: SnapshotSource;
  readonly #listeners = new Set<Listener>();
  /** The latest Snapshot, serialized while there are clients. */
  #text = '';
  #number = 0;
  #unsubscribe = () => {};
  #aliveTimer: NodeJS.Timeout | undefined;

  constructor(source: SnapshotSource) {
    this.#source = source;
  }

  /** True if no further client is accepted. */
  get isFull(): boolean {
    return this.#listeners.size >= listenersMax;
  }

  /** Sends Snapshots on `response` from now on, and the latest one immediately. */
  add(response: ServerResponse): void {
    if (this.#listeners.size === 0) this.#begin();
    const listener: Listener = {response, sent: 0, readMs: performance.now()};
    this.#listeners.add(listener);
    response.on('close', () => this.#remove(listener));
    this.#send(listener);
  }

  /** Sends the last Snapshot to every client that has not received it, and ends the responses. */
  close(): void {
    for (const {response, sent} of this.#listeners) {
      response.end(sent === this.#number ? '' : this.#text);
    }
  }

  #begin(): void {
    this.#write();
    this.#unsubscribe = this.#source.subscribe(() => {
      this.#write();
      this.#sendAll();
    });
    this.#aliveTimer = setInterval(() => this.#sendAll(), aliveIntervalMs);
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#unsubscribe();
    clearInterval(this.#aliveTimer);
  }

  /**
   * Serializes the latest Snapshot. `retry` makes browsers reconnect one second after a lost
   * connection.
   */
  #write(): void {
    this.#number++;
    this.#text = `retry: 1000\nid: ${this.#number}\ndata: ${JSON.stringify(this.#source.getSnapshot())}\n\n`;
  }

  #sendAll(): void {
    for (const listener of this.#listeners) this.#send(listener);
  }

  #send(listener: Listener): void {
    const {response} = listener;
    const nowMs = performance.now();
    if (!response.writableNeedDrain) {
      response.write(listener.sent === this.#number ? aliveText : this.#text);
      listener.sent = this.#number;
      listener.readMs = nowMs;
    } else if (nowMs - listener.readMs > patienceMs) {
      response.destroy();
    }
  }
}
