import type {ServerResponse} from 'node:http';
import {errorMessage, type SnapshotSource} from '../engine/index.ts';
import {toWire} from '../fizzbuzz/report.ts';

/** The interval of events while nothing changes. They show that the server is alive. */
const keepAliveIntervalMs = 1_000;
/** A client that does not read its data for this long is disconnected. */
const stallTimeoutMs = 30_000;
const clientsMax = 128;

/**
 * The event for a client if there is no new Snapshot. A comment fills it up, because there are
 * proxies that hold back what is smaller than their buffer, and with it the end of the Snapshot
 * before.
 */
const paddingBytes = 16_384;
const keepAliveEvent = `event: alive\ndata: {}\n\n:${' '.repeat(paddingBytes)}\n\n`;

interface Client {
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
 * time of the engine.
 */
export class Events {
  readonly #source: SnapshotSource;
  readonly #onFault: (sentence: string) => void;
  readonly #clients = new Set<Client>();
  /** The latest Snapshot, serialized while there are clients. */
  #text = '';
  #number = 0;
  #unsubscribe = () => {};
  #keepAliveTimer: NodeJS.Timeout | undefined;

  /** @param onFault is called with a sentence if the events of a run have to end early */
  constructor(source: SnapshotSource, onFault: (sentence: string) => void) {
    this.#source = source;
    this.#onFault = onFault;
  }

  /** True if no further client is accepted. */
  get isFull(): boolean {
    return this.#clients.size >= clientsMax;
  }

  /** Sends Snapshots on `response` from now on, and the latest one immediately. */
  add(response: ServerResponse): void {
    if (this.#clients.size === 0) this.#begin();
    const client: Client = {response, sent: 0, readMs: performance.now()};
    this.#clients.add(client);
    response.on('close', () => this.#remove(client));
    this.#send(client);
  }

  /** Sends the last Snapshot to every client that has not received it, and ends the responses. */
  close(): void {
    for (const {response, sent} of this.#clients) {
      response.end(sent === this.#number ? '' : this.#text);
    }
  }

  #begin(): void {
    this.#serialize();
    this.#unsubscribe = this.#source.subscribe(() => this.#publish());
    this.#keepAliveTimer = setInterval(() => this.#sendAll(), keepAliveIntervalMs);
  }

  /** Sends a new Snapshot. A fault ends the connections; the run that is shown goes on. */
  #publish(): void {
    try {
      this.#serialize();
      this.#sendAll();
    } catch (error) {
      this.#onFault(`no events can be sent: ${errorMessage(error)}`);
      for (const {response} of this.#clients) response.destroy();
    }
  }

  #remove(client: Client): void {
    this.#clients.delete(client);
    if (this.#clients.size > 0) return;
    this.#unsubscribe();
    clearInterval(this.#keepAliveTimer);
  }

  /** `retry` makes browsers reconnect one second after a lost connection. */
  #serialize(): void {
    this.#number++;
    const data = toWire(this.#source.getSnapshot());
    this.#text = `retry: 1000\nid: ${this.#number}\ndata: ${data}\n\n`;
  }

  #sendAll(): void {
    for (const client of this.#clients) this.#send(client);
  }

  #send(client: Client): void {
    const {response} = client;
    const nowMs = performance.now();
    if (!response.writableNeedDrain) {
      response.write(client.sent === this.#number ? keepAliveEvent : this.#text);
      client.sent = this.#number;
      client.readMs = nowMs;
    } else if (nowMs - client.readMs > stallTimeoutMs) {
      response.destroy();
    }
  }
}
