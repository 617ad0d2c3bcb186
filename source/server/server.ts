/**
 * The telemetry server: a run's Snapshots over HTTP, for this machine only.
 *
 * It lives on the main thread and reads Snapshots that are made anyway, so the actors do not notice it. Here is only the
 * door: most runs are never asked anything, and what speaks HTTP takes 9 MiB, so it is loaded for the first who comes.
 */
import {type AddressInfo, createServer, type Server} from 'node:net';
import type {SnapshotSource} from '../engine/index.ts';
import type {HttpServer} from './http.ts';

const host = '127.0.0.1';
export const defaultPort = 9_900;
/** How many ports are tried when the default one is taken. */
const portsTried = 100;

/** The port that was asked for can not be had; the message is a sentence without the program's name. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
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
 * @throws {PortUnavailableError} when the system does not give the port, or none of a hundred from 9900 on
 */
export async function openTelemetry(port: number | undefined): Promise<TelemetryServer> {
  let source: SnapshotSource | undefined;
  let http: Promise<HttpServer> | undefined;
  // As HTTP wants its connections: half open, and with nothing read of them before it is there.
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
