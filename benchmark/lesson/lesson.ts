/** One run of the Rust lesson's own program, as whoever uses this has built it. */
import {spawn} from 'node:child_process';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {rateOfLog} from './milestones.ts';

/** The lesson sends this many beats a second at its best setting. */
const beatsPerSecond = 1_000;
const startSeconds = 1;
/** It promises to give up a stop after 20 seconds; it has been seen not to. */
const stopSeconds = 30;

export interface LessonRun {
  /** Messages a second, from the time stamps of its milestones. */
  readonly perSecond: number;
  /** It was still there long after its own deadline, and was ended. */
  readonly hung: boolean;
}

/**
 * Runs the program at `binary` for about `seconds`.
 * @param patienceSeconds how much longer than that it may take to come to its end
 * @throws {Error} when it can not be started or logs fewer than two milestones
 */
export async function runLesson(
  binary: string,
  seconds: number,
  patienceSeconds = stopSeconds,
): Promise<LessonRun> {
  const beats = Math.ceil((startSeconds + seconds) * beatsPerSecond);
  const child = spawn(path.resolve(binary), ['--rate', '1', '--beats', String(beats)], {
    // It writes a folder of logs where it stands.
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log += chunk;
    });
  }
  let hung = false;
  const patienceMs = (startSeconds + 2 * seconds + patienceSeconds) * 1_000;
  const patience = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, patienceMs);
  try {
    await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
  } finally {
    clearTimeout(patience);
  }
  const perSecond = rateOfLog(log);
  if (perSecond === undefined) {
    throw new Error(`${binary} logged fewer than two milestones; it said:\n${log.slice(-1_000)}`);
  }
  return {perSecond, hung};
}
