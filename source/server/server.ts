/**
 * The telemetry server: a run's Snapshots over HTTP, for this machine only.
 *
 * It lives on the main thread and reads Snapshots that are made anyway, so the actors do not notice it. Connections, headers
 * and time are limited, so that no client can make it hold much.
 */
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {SnapshotSource} from '../engine/index.ts';
import {Events} from './events.ts';
import {answer, type Telemetry} from './routes.ts';

const host = '127.0.0.1';
export const defaultPort = 9_900;
/** How many ports are tried when the default one is taken. */
const portsTried = 100;

const connectionsMax = 256;
const headerMaxBytes = 8_192;
/** A request, its headers included, must be here after this long. */
const requestTimeoutMs = 5_000;
const keepAliveTimeoutMs = 5_000;
const checkIntervalMs = 1_000;
/** At the end, listeners have this long to take the last Snapshot. */
const farewellMs = 500;

/** The port that was asked for can not be had; the message is a sentence without the program's name. */
export class PortRefusedError extends Error {
  override readonly name = 'PortRefusedError';
}

export interface TelemetryServer {
  /** Such as `http://127.0.0.1:9900`. */
  readonly url: string;
  /** The default port was taken, so another one was chosen. */
  readonly hasMoved: boolean;
  /** Answers requests from `source` from now on. */
  serve(source: SnapshotSource): void;
  /** Sends the last Snapshot to those who listen, and ends; takes at most half a second. */
  close(): Promise<void>;
}

/**
 * Starts to listen.
 * @param port 0 to 65535, 0 for any that is free; `undefined` for 9900 or, if that is taken, the next that is free
 * @throws {PortRefusedError} when the system does not give the port, or none of a hundred from 9900 on
 */
export async function openTelemetry(port: number | undefined): Promise<TelemetryServer> {
  let telemetry: Telemetry | undefined;
  const server = createServer(
    {
      maxHeaderSize: headerMaxBytes,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: checkIntervalMs,
    },
    (request, response) => {
      answer(request, response, telemetry).catch((error) => response.destroy(error));
    },
  );
  server.maxConnections = connectionsMax;
  const bound = port === undefined ? await listenNear(server) : await listen(server, port);
  return {
    url: `http://${host}:${bound}`,
    hasMoved: port === undefined && bound !== defaultPort,
    serve(source) {
      telemetry = {source, events: new Events(source)};
    },
    async close() {
      telemetry?.events.close();
      await closeServer(server);
    },
  };
}

async function listenNear(server: Server): Promise<number> {
  for (let port = defaultPort; port < defaultPort + portsTried; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (!(error instanceof PortRefusedError)) throw error;
    }
  }
  throw new PortRefusedError(`ports ${defaultPort} to ${defaultPort + portsTried - 1} are taken`);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : `was refused (${error.code})`;
      reject(new PortRefusedError(`port ${port} ${why}`));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), farewellMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(timer);
}
