/**
 * A real `nats-server` with a store of its own. Tests that need it are skipped, loudly, where it is
 * not installed, unless `REQUIRE_BROKER` is set.
 */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Whether the broker is installed. */
export const hasBroker = spawnSync('nats-server', ['--version']).status === 0;
if (!hasBroker && process.env.REQUIRE_BROKER) throw new Error('nats-server is not installed');
if (!hasBroker) process.stderr.write('SKIPPED: tests over a broker need nats-server\n');

/** A broker on a port of its own, which can be killed and started again with the same store. */
export class Broker {
  readonly folder: string;
  readonly port: number;
  readonly #args: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(folder: string, port: number, args: readonly string[]) {
    this.folder = folder;
    this.port = port;
    this.#args = args;
  }

  /** Starts a broker. `toArgs` returns further arguments of its command line. */
  static async start(toArgs: (folder: string) => readonly string[] = () => []): Promise<Broker> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-'));
    const broker = new Broker(folder, await findPort(), toArgs(folder));
    await broker.restart();
    return broker;
  }

  get address(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  /** Starts the broker again, over the same store. Resolves when it listens. */
  async restart(): Promise<void> {
    const place = ['-a', '127.0.0.1', '-p', `${this.port}`, '-js', '-sd', this.folder];
    const child = spawn('nats-server', [...place, ...this.#args], {stdio: 'ignore'});
    this.#process = child;
    while (!(await isListening(this.port))) {
      if (child.exitCode !== null) throw new Error(`nats-server ended: ${child.exitCode}`);
    }
  }

  /** Kills the broker, as a crash does. Resolves when it has exited. */
  async kill(): Promise<void> {
    if (this.#process === undefined) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
    this.#process = undefined;
  }

  /** Kills the broker and removes its store. */
  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, {recursive: true, force: true});
  }
}

/** Returns a port that is free now. */
export async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as {port: number};
  server.close();
  await once(server, 'close');
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (result: boolean) => {
      socket.destroy();
      setTimeout(resolve, 20, result);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
  });
}
