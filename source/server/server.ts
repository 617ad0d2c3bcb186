/**
 * The telemetry server: a run's Snapshots over HTTP, for this machine only.
 *
 * The server runs on the main thread and reads existing Snapshots, so it does not affect the
 * actors. This module contains only the listening socket. Most runs never receive a request, and
 * the HTTP modules take 9 MiB, so the first connection imports them.
 */
import {type AddressInfo, createServer, type Server} from 'node:net';
import type {SnapshotSource} from '../engine/index.ts';
import type {HttpServer} from './http.ts';

const host = '127.0.0.1';
/** The default port of the telemetry server. */
export const defaultPort = 9_900;
/** The number of ports to try if the default one is taken. */
const portsTried = 100;

/** The requested port is unavailable. The message is a sentence without the program's name. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
}

/** A running telemetry server. */
export interface TelemetryServer {
  /** The URL of the server, such as `http://127.0.0.1:9900`. */
  readonly url: string;
  /** True if the default port was taken and the server listens on another one. */
  readonly hasMoved: boolean;
  /** Answers all later requests from `source`. */
  serve(source: SnapshotSource): void;
  /** Sends the last Snapshot to the clients and closes the server within half a second. */
  close(): Promise<void>;
}

/**
 * Opens the listening socket.
 * @param port 0 to 65535, 0 for any free port; `undefined` for 9900 or, if that is taken, the next
 *   free port
 * @throws {PortUnavailableError} if the system rejects the port, or all of the hundred ports from
 *   9900 on are taken
 */
export async function openTelemetry(port: number | undefined): Promise<TelemetryServer> {
  let source: SnapshotSource | undefined;
  let http: Promise<HttpServer> | undefined;
  // The settings that HTTP needs: connections are half open, and nothing is read before the HTTP
  // server takes them over.
  const door = createServer({allowHalfOpen: true, pauseOnConnect: true}, async (socket) => {
    http ??= import('./http.ts').then(({takeOver}) => takeOver(door, () => source));
    (await http).adopt(socket);
  });
  const bound = port === undefined ? await listenNear(door) : await listen(door, port);
  return {
    url: `http://${host}:${bound}`,
    hasMoved: port === undefined && bound !== defaultPort,
    serve(served) {
      source = served;
    },
    async close() {
      if (http === undefined) door.close();
      else await (await http).close();
    },
  };
}

async function listenNear(server: Server): Promise<number> {
  for (let port = defaultPort; port < defaultPort + portsTried; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (!(error instanceof PortUnavailableError)) throw error;
    }
  }
  throw new PortUnavailableError(
    `ports ${defaultPort} to ${defaultPort + portsTried - 1} are taken`,
  );
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : `was refused (${error.code})`;
      reject(new PortUnavailableError(`port ${port} ${why}`));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
