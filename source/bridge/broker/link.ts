/**
 * The connection of one thread, or of the main thread, to the broker. It is tried again for ever,
 * with growing pauses. The client is loaded here, so that a run without a broker does not load it.
 */
import type {JetStreamClient, JetStreamManager} from '@nats-io/jetstream';
import type {NatsConnection, NodeConnectionOptions} from '@nats-io/transport-node';
import {errorMessage} from '../../engine/index.ts';
import {formatBroker, readConnectionOptions} from './address.ts';

const pauseMinMs = 100;
const pauseMaxMs = 5_000;
/** Time after which a request without an answer has failed. */
export const requestTimeoutMs = 5_000;
const maxPingOut = 2;
const pingIntervalMs = 5_000;

/** What uses a connection: the client, its JetStream, and the management of streams. */
export interface Session {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** Connects once. Rejects with the client's error. */
export async function connectOnce(broker: string): Promise<Session> {
  return await openSession({...(await readConnectionOptions(broker)), timeout: requestTimeoutMs});
}

async function openSession(options: NodeConnectionOptions): Promise<Session> {
  const [{connect}, {jetstream, jetstreamManager}] = await Promise.all([
    import('@nats-io/transport-node'),
    import('@nats-io/jetstream'),
  ]);
  const connection = await connect({
    maxReconnectAttempts: -1,
    noAsyncTraces: true,
    pingInterval: pingIntervalMs,
    maxPingOut,
    ...options,
  });
  const timeout = requestTimeoutMs;
  return {
    connection,
    jetstream: jetstream(connection, {timeout}),
    manager: await jetstreamManager(connection, {timeout, checkAPI: false}),
  };
}

/** What happens to a connection. */
export interface LinkEvents {
  /** The connection was lost, or is back. The text is a sentence without a full stop. */
  onReport(text: string): void;
  /** The session was opened. What it subscribes to outlives outages. */
  onOpen(session: Session): void;
}

/** A connection that outlives outages of the broker. Used by one thread. */
export class Link {
  readonly #broker: string;
  readonly #events: LinkEvents;
  readonly #listeners = new Set<() => void>();
  #session: Session | undefined;
  #isConnected = false;
  #generation = 0;
  #lostAtMs = performance.now();
  #isReported = false;

  /** Starts to connect. */
  constructor(broker: string, events: LinkEvents) {
    this.#broker = broker;
    this.#events = events;
    void this.#open();
  }

  /** The session while the broker is connected, otherwise `undefined`. */
  get session(): Session | undefined {
    return this.#isConnected ? this.#session : undefined;
  }

  /** The number of connections so far. What was under way on an earlier one may be lost. */
  get generation(): number {
    return this.#generation;
  }

  /** Milliseconds since the connection was lost; 0 while there is one. */
  get lostMs(): number {
    return this.#isConnected ? 0 : performance.now() - this.#lostAtMs;
  }

  /** Calls `listener` at each change of the connection, and when a first one is missed. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async #open(): Promise<void> {
    const reconnectDelayHandler = () =>
      Math.min(pauseMaxMs, Math.max(pauseMinMs, this.lostMs / 2)) * (0.75 + Math.random() / 2);
    const patience = {waitOnFirstConnect: true, ignoreAuthErrorAbort: true, reconnectDelayHandler};
    const timer = setTimeout(() => this.#reportLoss('it does not answer'), pauseMaxMs);
    try {
      const options = {...(await readConnectionOptions(this.#broker)), ...patience};
      this.#session = await openSession(options);
    } catch (error) {
      // The options are what fails here: a file of credentials that is gone, for example.
      this.#reportLoss(errorMessage(error));
      setTimeout(() => void this.#open(), pauseMaxMs);
      return;
    } finally {
      clearTimeout(timer);
    }
    this.#events.onOpen(this.#session);
    this.#connected();
    void this.#follow(this.#session);
  }

  async #follow({connection}: Session): Promise<void> {
    for await (const {type} of connection.status()) {
      if (type === 'disconnect') this.#lost();
      else if (type === 'reconnect') this.#connected();
    }
  }

  #lost(): void {
    if (!this.#isConnected) return;
    this.#isConnected = false;
    this.#lostAtMs = performance.now();
    this.#reportLoss('the connection was closed');
  }

  #connected(): void {
    if (this.#isConnected) return;
    const seconds = (this.lostMs / 1_000).toFixed(1);
    this.#isConnected = true;
    this.#generation++;
    if (this.#isReported) {
      this.#events.onReport(`${this.#name} is connected again after ${seconds} s`);
    }
    this.#isReported = false;
    this.#notify();
  }

  #reportLoss(reason: string): void {
    if (this.#isReported) return;
    this.#isReported = true;
    this.#events.onReport(`${this.#name} is not connected: ${reason}; it is tried again`);
    this.#notify();
  }

  get #name(): string {
    return `The broker at ${formatBroker(this.#broker)}`;
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
