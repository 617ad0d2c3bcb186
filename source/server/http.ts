/**
 * The HTTP server behind the listening socket of the telemetry server. Connections, headers and
 * times are limited, so that a client cannot make it hold much memory.
 */
import {createServer} from 'node:http';
import type {Server, Socket} from 'node:net';
import type {SnapshotSource} from '../engine/index.ts';
import {Events} from './events.ts';
import {answer} from './routes.ts';

const connectionsMax = 256;
const headerMaxBytes = 8_192;
/** A request must arrive within this time, including its headers. */
const requestTimeoutMs = 5_000;
const keepAliveTimeoutMs = 5_000;
const checkIntervalMs = 1_000;
/** The time for clients to receive the last Snapshot after the end of the run. */
const farewellMs = 500;

/** A running HTTP server. */
export interface HttpServer {
  /** Serves a connection that was accepted earlier. */
  adopt(socket: Socket): void;
  /** Sends the last Snapshot to the clients and closes the server within half a second. */
  close(): Promise<void>;
}

/**
 * Serves all later connections to `door`.
 * @param getSource returns the run, or `undefined` before there is one
 */
export async function takeOver(
  door: Server,
  getSource: () => SnapshotSource | undefined,
): Promise<HttpServer> {
  let events: Events | undefined;
  const server = createServer(
    {
      maxHeaderSize: headerMaxBytes,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: checkIntervalMs,
    },
    (request, response) => {
      const source = getSource();
      if (source !== undefined) events ??= new Events(source);
      const telemetry = source && events && {source, events};
      answer(request, response, telemetry).catch((error) => response.destroy(error));
    },
  );
  server.maxConnections = connectionsMax;
  // Two servers share one handle. The server that called `listen` last receives the connections.
  await new Promise<void>((resolve) => server.listen(door, resolve));
  return {
    adopt(socket) {
      server.emit('connection', socket);
      socket.resume();
    },
    async close() {
      events?.close();
      const timer = setTimeout(() => server.closeAllConnections(), farewellMs);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
    },
  };
}
