/** What makes a thread of the built program fail, as an environment and as a run of the engine. */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as pass} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {EngineOptions, Snapshot} from '../../source/engine/index.ts';
import {environment, importBuiltEngine, seen} from './built.ts';

export interface Fault {
  readonly kind: 'throw' | 'memory' | 'hang';
  /** The thread that fails, by its place in the graph. */
  readonly thread: 0 | 1 | 2;
  /** In how many of its lives. */
  readonly times: number;
}

/** Small enough that to run out of it takes a moment. */
const heapMebibytes = 48;

/** Environment variables that make a thread of the program fail. */
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

/** Runs the engine, one thread of which fails, in a process of its own, until that has come and messages pass again; its last Snapshot. */
export async function runFaulty(
  fault: Fault,
  options: Partial<EngineOptions> = {},
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
  const {startEngine} = await importBuiltEngine();
  const engine = startEngine({
    capacityMessages: 1_024,
    batchMessages: 64,
    beatPeriodMs: 1,
    beats: Number.POSITIVE_INFINITY,
    durationSeconds: Number.POSITIVE_INFINITY,
    mode: 'zero-copy',
    kernels: 'auto',
    logLevel: 'info',
    ...options,
  });
  const faults = () => readFileSync(process.env.FAULT_LIVES ?? '', 'utf8').length;
  while (faults() < fault.times && engine.getSnapshot().stop === null) await pass(10);
  if (fault.kind !== 'hang') {
    const isBack = ({actors, stop}: Snapshot) =>
      stop !== null || actors.some(({restarts}) => restarts === fault.times);
    const {messages} = await seen(engine, isBack);
    await seen(engine, (now) => now.stop !== null || now.messages.logged > messages.logged);
  }
  engine.stop('key');
  process.stdout.write(JSON.stringify(await engine.finished));
}
