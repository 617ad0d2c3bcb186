/**
 * The built program as a process that is watched from outside: what it uses, and what it draws.
 * Linux only.
 */
import {spawn} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** A terminal's size, or none at all. */
export type View = {readonly columns: number; readonly rows: number} | 'plain';

/** Sums since the start of the process. */
export interface Usage {
  readonly atMs: number;
  readonly processCpuMs: number;
  readonly mainThreadCpuMs: number;
  readonly frames: number;
}

export interface Watched {
  /** Resolves when the pipeline runs, and the first frame is there if it draws. */
  readonly started: Promise<void>;
  usage(): Usage;
  residentBytes(): number;
  /** Types keys; without a terminal nobody hears them. */
  type(keys: string): void;
  /** Asks it to stop; resolves with all it has written. */
  end(): Promise<string>;
}

/** Starts the program with `args`, drawing if there is a terminal to draw on. */
export function watch(args: readonly string[], view: View): Watched {
  return view === 'plain' ? watchPlain(args) : watchDrawing(args, view);
}

function watchPlain(args: readonly string[]): Watched {
  const child = spawn(process.execPath, [program, '--plain', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => {
    written += chunk;
  });
  const started = new Promise<void>((resolve) => {
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk;
      if (log.includes('Running: ')) resolve();
    });
  });
  const ended = new Promise<string>((resolve) => child.on('close', () => resolve(written)));
  const pid = child.pid as number;
  return {
    started,
    usage: () => usageOf(pid, 0),
    residentBytes: () => residentBytesOf(pid),
    type() {},
    end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** What Ink writes before each frame: terminals that know it show the frame at once. */
const frameStart = '\u001B[?2026h';

function watchDrawing(args: readonly string[], {columns, rows}: Exclude<View, 'plain'>): Watched {
  const terminal = pty.spawn(process.execPath, [program, ...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: {PATH: process.env.PATH ?? '', LANG: 'C.UTF-8'},
  });
  let written = '';
  let frames = 0;
  const started = new Promise<void>((resolve) => {
    terminal.onData((data) => {
      frames += data.split(frameStart).length - 1;
      written = (written + data).slice(-20_000);
      // The first frames may be of a pipeline that is still starting.
      if (written.includes('RUNNING')) resolve();
    });
  });
  const ended = new Promise<string>((resolve) => terminal.onExit(() => resolve(written)));
  return {
    started,
    usage: () => usageOf(terminal.pid, frames),
    residentBytes: () => residentBytesOf(terminal.pid),
    type: (keys) => terminal.write(keys),
    end() {
      terminal.write('q');
      return ended;
    },
  };
}

function usageOf(pid: number, frames: number): Usage {
  const processCpuMs = readdirSync(`/proc/${pid}/task`).reduce(
    (sum, tid) => sum + threadCpuMs(pid, tid),
    0,
  );
  const mainThreadCpuMs = threadCpuMs(pid, String(pid));
  return {atMs: performance.now(), processCpuMs, mainThreadCpuMs, frames};
}

/** Time on a core, which the kernel counts in nanoseconds. */
function threadCpuMs(pid: number, tid: string): number {
  const [runNs] = readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'utf8').split(' ');
  return Number(runNs) / 1e6;
}

function residentBytesOf(pid: number): number {
  const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1_024;
}
