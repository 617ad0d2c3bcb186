/**
 * The telemetry server: a run's Snapshots over HTTP, for this machine only.
 *
 * The server runs on the main thread and reads existing Snapshots, so it does not affect the
 * actors. Connections, headers and times are limited, so that a client cannot make it hold much
 * memory.
 */
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {SnapshotSource} from '../engine/index.ts';
import {defaultPort, host} from './address.ts';
import {Events} from './events.ts';
import {answer, type Telemetry} from './routes.ts';

/** The number of ports to try if the default one is taken. */
const portsTried = 100;
const connectionsMax = 256;
/** The time for clients to receive the last Snapshot after the end of the run. */
const closeTimeoutMs = 500;
const requestLimits = {
  maxHeaderSize: 8_192,
  /** A request must arrive within this time, including its headers. */
  requestTimeout: 5_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

/** The requested port is unavailable. The message is a sentence without the program's name. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
}

/** A running telemetry server. */
export interface TelemetryServer {
  /** The URL of the server, such as `http://127.0.0.1:9900`. */
  readonly url: string;
  /** True if the default port was taken and the server listens on another one. */
  readonly isFallbackPort: boolean;
  /** Answers all later requests from `source`. */
  serve(source: SnapshotSource): void;
  /** Sends the last Snapshot to the clients and closes the server within half a second. */
  close(): Promise<void>;
}

/**
 * Opens the server. Until `serve` is called, it answers that there is no run.
 * @param port 0 to 65535, 0 for any free port; `undefined` for the default port or, if that is
 *   taken, the next free one of the hundred ports from there on
 * @throws {PortUnavailableError} if the system rejects the port, or all of the hundred are taken
 */
export async function openTelemetry(port: number | undefined): Promise<TelemetryServer> {
  let telemetry: Telemetry | undefined;
  const server = createServer(requestLimits, (request, response) => {
    answer(request, response, telemetry).catch((error) => response.destroy(error));
  });
  server.maxConnections = connectionsMax;
  const bound = port === undefined ? await listenNear(server) : await listen(server, port);
  return {
    url: `http://${host}:${bound}`,
    isFallbackPort: port === undefined && bound !== defaultPort,
    serve(source) {
      telemetry = {source, events: new Events(source)};
    },
    async close() {
      telemetry?.events.close();
      const timer = setTimeout(() => server.closeAllConnections(), closeTimeoutMs);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(timer);
    },
  };
}

async function listenNear(server: Server): Promise<number> {
  const end = defaultPort + portsTried;
  for (let port = defaultPort; port < end; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (!(error instanceof PortUnavailableError)) throw error;
    }
  }
  throw new PortUnavailableError(`ports ${defaultPort} to ${end - 1} are taken`);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : `was refused (${error.code})`;
      reject(new PortUnavailableError(`port ${port} ${why}`));
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
