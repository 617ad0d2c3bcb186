/**
 * Server-sent events: each new Snapshot to whoever listens, as https://html.spec.whatwg.org/multipage/server-sent-events.html
 * describes.
 *
 * A Snapshot is written out once for all listeners. One that does not read gets nothing new until it has read what was sent
 * before, and then the latest: neither memory nor the engine pays for it. One that has not read for long is let go.
 */
import type {ServerResponse} from 'node:http';
import type {SnapshotSource} from '../engine/index.ts';

/** Listeners hear this often that we are there, also while nothing changes. */
const aliveIntervalMs = 1_000;
/** A listener that has not read what it was sent for this long is let go. */
const patienceMs = 30_000;
const listenersMax = 128;

/** A listener that goes on without news is told so by this. */
const aliveText = 'event: alive\ndata: {}\n\n';

interface Listener {
  readonly response: ServerResponse;
  /** The last Snapshot it was sent. */
  sent: number;
  /** When it last had read everything. */
  readMs: number;
}

export class Events {
  readonly #source: SnapshotSource;
  readonly #listeners = new Set<Listener>();
  /** The latest Snapshot, written out while there are listeners. */
  #text = '';
  #number = 0;
  #unsubscribe = () => {};
  #aliveTimer: NodeJS.Timeout | undefined;

  constructor(source: SnapshotSource) {
    this.#source = source;
  }

  /** Whether there are as many listeners as there may be. */
  get isFull(): boolean {
    return this.#listeners.size >= listenersMax;
  }

  /** Sends Snapshots on `response` from now on, the latest at once. */
  add(response: ServerResponse): void {
    if (this.#listeners.size === 0) this.#begin();
    const listener: Listener = {response, sent: 0, readMs: performance.now()};
    this.#listeners.add(listener);
    response.on('close', () => this.#remove(listener));
    this.#send(listener);
  }

  /** Sends the last Snapshot to those who do not have it yet, and ends. */
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

  /** Browsers are asked to come back after a second when the connection breaks. */
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
