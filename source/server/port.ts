/** Opens a port of the telemetry server, and reports why one cannot be opened. */
import type {AddressInfo, Server} from 'node:net';
import {defaultPort, host} from './address.ts';

/** The number of ports to try if the default one is taken. */
const portsTried = 100;

/** The causes of a refused port, by the codes of the system. */
const causes: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken',
  EACCES: 'was refused: only a privileged process may open it (EACCES)',
  EPERM: 'was refused: a rule of the system forbids it (EPERM)',
  EADDRNOTAVAIL: `was refused: this machine has no address ${host} (EADDRNOTAVAIL)`,
  EAFNOSUPPORT: 'was refused: this machine has no IPv4 (EAFNOSUPPORT)',
  EMFILE: 'was refused: the process has too many open files (EMFILE)',
  ENFILE: 'was refused: the system has too many open files (ENFILE)',
};

/** The requested port is unavailable. The message is a sentence without the program's name. */
export class PortUnavailableError extends Error {
  override readonly name = 'PortUnavailableError';
  /** The code of the system, such as `EADDRINUSE`; empty if it gave none. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }

  /** Whether another port might be available. */
  get isOfThisPort(): boolean {
    return ['EADDRINUSE', 'EACCES'].includes(this.code);
  }
}

/**
 * Listens on the default port or, if that is taken, on the next free one of the hundred ports from
 * there on. Resolves with the port.
 * @throws {PortUnavailableError} if all are taken, or if the system rejects one for another cause
 */
export async function listenNear(server: Server): Promise<number> {
  const end = defaultPort + portsTried;
  for (let port = defaultPort; port < end; port++) {
    try {
      return await listen(server, port);
    } catch (error) {
      // No other cause depends on the port.
      if (!(error instanceof PortUnavailableError) || error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new PortUnavailableError(`ports ${defaultPort} to ${end - 1} are taken`, 'EADDRINUSE');
}

/**
 * Listens on a port, 0 for any free one. Resolves with the port.
 * @throws {PortUnavailableError} if the system rejects it
 */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const onError = ({code = '', message}: NodeJS.ErrnoException) => {
      reject(
        new PortUnavailableError(`port ${port} ${causes[code] ?? `failed: ${message}`}`, code),
      );
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
