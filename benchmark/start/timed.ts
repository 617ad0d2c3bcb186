/** The built program, timed from outside: from the command to its first frame, or to its end. */
import {spawn} from 'node:child_process';
import pty from '@lydell/node-pty';

/** A terminal's size. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What Ink writes before each frame: terminals that know it show the frame at once. */
const frameStart = '\u001B[?2026h';
/** What it writes after each frame. */
const frameEnd = '\u001B[?2026l';

const env = {PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', TERM: 'xterm-256color'};

/**
 * Starts a program in a pseudo-terminal and quits it after its first frame.
 * @returns milliseconds from the command to the last byte of that frame
 * @throws if the program ends without a frame
 */
export async function timeFirstFrame(program: string, {columns, rows}: Size): Promise<number> {
  const startMs = performance.now();
  const terminal = pty.spawn(process.execPath, [program], {
    name: env.TERM,
    cols: columns,
    rows,
    env,
  });
  let written = '';
  let frameMs = Number.NaN;
  terminal.onData((data) => {
    written += data;
    if (!Number.isNaN(frameMs)) return;
    if (written.indexOf(frameEnd, written.indexOf(frameStart) + 1) === -1) return;
    frameMs = performance.now() - startMs;
    terminal.kill('SIGTERM');
  });
  await new Promise((resolve) => terminal.onExit(resolve));
  if (Number.isNaN(frameMs)) throw new Error(`${program} drew no frame:\n${written}`);
  return frameMs;
}

/**
 * Runs a program without a terminal, or Node.js alone if `args` name no program.
 * @returns milliseconds from the command to its end
 * @throws if the program fails
 */
export async function timeToEnd(args: readonly string[]): Promise<number> {
  const startMs = performance.now();
  const child = spawn(process.execPath, args, {env, stdio: ['ignore', 'pipe', 'pipe']});
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written += chunk;
    });
  }
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  if (exitCode !== 0) throw new Error(`${args.join(' ')} ended with ${exitCode}:\n${written}`);
  return performance.now() - startMs;
}
