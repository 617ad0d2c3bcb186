/**
 * What speaks HTTP behind the telemetry server's door. Connections, headers and time are limited, so that no client can make
 * it hold much.
 */
import {createServer} from 'node:http';
import type {Server, Socket} from 'node:net';
import type {SnapshotSource} from '../engine/index.ts';
import {Events} from './events.ts';
import {answer} from './routes.ts';

const connectionsMax = 256;
const headerMaxBytes = 8_192;
/** A request, its headers included, must be here after this long. */
const requestTimeoutMs = 5_000;
const keepAliveTimeoutMs = 5_000;
const checkIntervalMs = 1_000;
/** At the end, listeners have this long to take the last Snapshot. */
const farewellMs = 500;

export interface HttpServer {
  /** Serves a connection that was accepted before. */
  adopt(socket: Socket): void;
  /** Sends the last Snapshot to those who listen, and ends; takes at most half a second. */
  close(): Promise<void>;
}

/**
 * Serves what comes to `door` from now on.
 * @param getSource the run, or `undefined` as long as there is none
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
  // Two servers on one handle: the one that listened last is told of connections.
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
