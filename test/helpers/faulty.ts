/** Faults in a thread of the built program: as an environment, and as a run of the engine. */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as pass} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {Snapshot} from '../../source/engine/index.ts';
import type {FizzBuzzOptions} from '../../source/fizzbuzz/index.ts';
import {environment, seen} from './built.ts';
import {importBuiltFizzBuzz, totalsOf, usualOptions} from './runs.ts';

/** A fault of one thread. */
export interface Fault {
  readonly kind: 'throw' | 'memory' | 'hang' | 'start';
  /** Index of the thread that fails, in the graph. */
  readonly thread: 0 | 1 | 2;
  /** The number of its lives in which it fails. */
  readonly times: number;
}

/** Small enough that a thread exhausts it soon. */
const heapMebibytes = 48;

/** Returns the environment variables that make a thread of the program fail. */
export function faultyEnvironment({kind, thread, times}: Fault): Record<string, string> {
  const lives = path.join(mkdtempSync(path.join(os.tmpdir(), 'faulty-')), 'lives');
  writeFileSync(lives, '');
  const preload = new URL('faulty-thread.ts', import.meta.url).href;
  return {
    NODE_OPTIONS: `--import=${preload} --max-old-space-size=${heapMebibytes}`,
    FAULT: kind,
    FAULT_THREAD: String(thread),
    FAULT_TIMES: String(times),
    FAULT_LIVES: lives,
  };
}

/**
 * Runs FizzBuzz in a process of its own, in which one thread fails. Stops the run after the faults,
 * when messages pass again. Returns the last Snapshot.
 */
export async function runFaulty(
  fault: Fault,
  options: Partial<FizzBuzzOptions> = {},
): Promise<Snapshot> {
  const args = [fileURLToPath(import.meta.url), JSON.stringify([fault, options])];
  const child = spawn(process.execPath, args, {
    env: environment(faultyEnvironment(fault)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return JSON.parse(text) as Snapshot;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [fault, options] = JSON.parse(process.argv[2] as string) as Parameters<typeof runFaulty>;
  const {startFizzBuzz} = await importBuiltFizzBuzz();
  const engine = startFizzBuzz({
    ...usualOptions,
    capacityMessages: 1_024,
    batchMessages: 64,
    beatPeriodMs: 1,
    mode: 'zero-copy',
    ...options,
  });
  const faults = () => readFileSync(process.env.FAULT_LIVES ?? '', 'utf8').length;
  while (faults() < fault.times && engine.getSnapshot().stop === null) await pass(10);
  if (fault.kind !== 'hang') {
    const isBack = ({actors, stop}: Snapshot) =>
      stop !== null || actors.some(({restarts}) => restarts === fault.times);
    const {logged} = totalsOf(await seen(engine, isBack));
    await seen(engine, (now) => now.stop !== null || totalsOf(now).logged > logged);
  }
  engine.stop('key');
  process.stdout.write(JSON.stringify(await engine.finished));
}
