/** Processes with the parts of a pipeline over a broker, which can be killed at any moment. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {Snapshot} from 'fizzbuzz-tui/engine';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
/** The modules of the parts. */
export const sourceModule = path('../fixtures/bridge-source.ts');
export const sinkModule = path('../fixtures/bridge-sink.ts');
/** Bytes of a message of the fixtures. */
export const messageBytes = 16;

/** What a part prints at its end. */
export interface PartOutcome extends Pick<Snapshot, 'stop' | 'channels'> {
  readonly lines: readonly string[];
  readonly residentBytes: number;
}

/** A part of the pipeline in a process of its own. */
export class Part {
  readonly #args: readonly string[];
  #process: ChildProcess;
  #output = '';
  /** A part that finds no broker at its start ends with a sentence. It is started again. */
  readonly isPersistent: boolean;
  #isKilled = false;

  constructor(
    module: string,
    payload: object,
    settings: Record<string, number> = {},
    isPersistent = false,
  ) {
    this.isPersistent = isPersistent;
    this.#args = [
      path('bridge-part.ts'),
      module,
      JSON.stringify(payload),
      JSON.stringify(settings),
    ];
    this.#process = this.#spawn();
  }

  /** Kills the process at once. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGKILL');
    await once(this.#process, 'exit');
  }

  /** Starts the process again with the same command line. */
  restart(): void {
    this.#process = this.#spawn();
  }

  /** Requests a stop. */
  stop(): void {
    this.#process.kill('SIGTERM');
  }

  /**
   * Resolves when the part has got on since the call.
   * @throws {Error} if the part ends
   */
  async progressed(): Promise<void> {
    const count = () => this.#output.split(' messages\n').length;
    const before = count();
    while (count() === before) {
      this.expectRunning();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /**
   * Expects that the part has not ended by itself.
   * @throws {Error} with what it printed
   */
  expectRunning(): void {
    if (this.#outcomeLine !== undefined) throw new Error(`a part has ended: ${this.#output}`);
  }

  /** Resolves with what the part prints at its end; with its errors if it prints nothing else. */
  async outcome(): Promise<PartOutcome> {
    for (;;) {
      if (this.#process.exitCode === null) await once(this.#process, 'close');
      const line = this.#outcomeLine;
      if (line !== undefined) return JSON.parse(line) as PartOutcome;
      if (!this.isPersistent) throw new Error(`a part did not start: ${this.#output}`);
    }
  }

  get #outcomeLine(): string | undefined {
    return this.#output.split('\n').find((text) => text.startsWith('{'));
  }

  #spawn(): ChildProcess {
    this.#output = '';
    this.#isKilled = false;
    const child = spawn(process.execPath, [...this.#args], {stdio: ['ignore', 'pipe', 'pipe']});
    const onOutput = (chunk: Buffer) => {
      this.#output += chunk;
    };
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.on('close', () => {
      if (!this.isPersistent || this.#isKilled || this.#outcomeLine !== undefined) return;
      this.#process = this.#spawn();
    });
    return child;
  }
}

/** Starts the part that sends the numbers from 0 on. */
export function startSource(
  request: object,
  settings: Record<string, number> = {},
  isPersistent = false,
): Part {
  return new Part(sourceModule, {messageBytes, ...request}, settings, isPersistent);
}

/** Starts a part that sums the numbers of a lane. */
export function startSink(
  address: object,
  settings: Record<string, number> = {},
  isPersistent = false,
): Part {
  return new Part(sinkModule, address, settings, isPersistent);
}

/** The sum of what the source sends with its first `count` numbers: their remainders modulo 7. */
export function sumOf(count: number): number {
  const rest = count % 7;
  return Math.floor(count / 7) * 21 + (rest * (rest - 1)) / 2;
}
