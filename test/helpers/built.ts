/**
 * The built program: what `npm run build` made, which is what users run and what threads are
 * started from.
 */
import {spawn, spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import type {Snapshot, SnapshotSource} from '../../source/engine/index.ts';

const dist = new URL('../../dist/', import.meta.url);

export const programPath = fileURLToPath(new URL('cli.js', dist));

/** The engine's public face, built, so that its threads can be started. */
export async function importBuiltEngine(): Promise<typeof import('../../source/engine/index.ts')> {
  return await import(new URL('engine/index.js', dist).href);
}

/** Resolves at the first Snapshot of a run that is as wanted, with it. */
export async function seen(
  engine: SnapshotSource,
  isWanted: (snapshot: Snapshot) => boolean,
): Promise<Snapshot> {
  if (!isWanted(engine.getSnapshot())) {
    await new Promise<void>((resolve) => {
      const end = engine.subscribe(() => {
        if (!isWanted(engine.getSnapshot())) return;
        end();
        resolve();
      });
    });
  }
  return engine.getSnapshot();
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment of our own making: no colours, no CI, a UTF-8 locale, and what `changes` say. */
export function environment(changes: Record<string, string> = {}): Record<string, string> {
  return {PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', TERM: 'xterm-256color', ...changes};
}

/** A line of shell in which `$PROGRAM` is the program. */
export function shellLine(line: string): string {
  return line.replaceAll('$PROGRAM', `'${process.execPath}' '${programPath}'`);
}

/** Runs a line of shell in which `$PROGRAM` is the program; what the shell wrote. */
export async function runInShell(
  line: string,
  changes: Record<string, string> = {},
  shell = 'sh',
): Promise<Outcome> {
  const child = spawn(shell, ['-c', shellLine(line)], {env: environment(changes)});
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  return await new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({code, signal, stdout, stderr})),
  );
}

/** Whether a command is not installed. */
export function hasNo(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0;
}

/** A run of the program without a terminal. */
export class ProgramRun {
  readonly outcome: Promise<Outcome>;
  readonly #child;
  #stderr = '';
  #stdout = '';
  readonly #waiting: Array<{pattern: RegExp; resolve: () => void}> = [];

  constructor(args: readonly string[], changes: Record<string, string> = {}) {
    this.#child = spawn(process.execPath, [programPath, ...args], {env: environment(changes)});
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#stdout += chunk;
    });
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#stderr += chunk;
      for (const {pattern, resolve} of this.#waiting) if (pattern.test(this.#stderr)) resolve();
    });
    this.outcome = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('close', (code, signal) =>
        resolve({code, signal, stdout: this.#stdout, stderr: this.#stderr}),
      );
    });
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Closes our end of its output, as `head -1` does. */
  closeStdout(): void {
    this.#child.stdout.destroy();
  }

  /** The address of its telemetry, once its log has told it. */
  async telemetryUrl(): Promise<string> {
    const pattern = /Telemetry: (http:\S+)/;
    await this.logged(pattern);
    const url = pattern.exec(this.#stderr)?.[1];
    if (url === undefined) throw new Error(`no telemetry was told of:\n${this.#stderr}`);
    return url;
  }

  /** Resolves when the log shows `pattern`, or the program has ended. */
  async logged(pattern: RegExp): Promise<void> {
    if (pattern.test(this.#stderr)) return;
    await Promise.race([
      new Promise<void>((resolve) => this.#waiting.push({pattern, resolve})),
      this.outcome,
    ]);
  }
}

export async function runProgram(
  args: readonly string[],
  changes: Record<string, string> = {},
): Promise<Outcome> {
  return await new ProgramRun(args, changes).outcome;
}
