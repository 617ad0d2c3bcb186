/**
 * What the actors' threads of a free run allocate, by the growth of their heaps from one look to the next.
 *
 * The run is a process of its own, so that V8 can be told to optimize sooner; this file is also that process's program.
 */
import {spawn} from 'node:child_process';
import {setTimeout as pass} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {Mode} from '../../source/engine/index.ts';
import {importBuiltEngine} from './built.ts';
import {type HeapSample, sampleHeaps} from './heap-probe.ts';

export interface SteadyRun {
  readonly capacityMessages: number;
  readonly batchMessages: number;
  readonly mode: Mode;
  /** Once it is steady, it is watched for this long. */
  readonly watchSeconds: number;
  /** V8 optimizes after a tenth of the calls that it waits for otherwise: the same code, ten times as soon. */
  readonly isHurried: boolean;
}

export interface Allocations {
  /** Seconds until each thread allocated nothing; `null` when that never came. */
  readonly steadyAfterSeconds: number | null;
  /** Threads whose heaps shrank while it was watched, which only a collection does. */
  readonly collectedIn: readonly string[];
  /** Growth of each heap in the last window, in bytes. */
  readonly lastGrowth: HeapSample;
}

/** A window ends when the worker has handled so many batches, and some time has passed. */
const windowBatches = 1_000;
const windowMs = 200;
/** To look at a heap takes a kibibyte of it; one boxed number a batch would be twelve more. */
const noiseBytes = 4_096;
/** It is steady after so many windows in a row without an allocation, and given up after so many in all. */
const quietWindows = 2;
const windowsMax = 120;

/** Runs the engine free until it is steady, and watches it then. */
export async function allocationsIn(run: SteadyRun): Promise<Allocations> {
  const flags = run.isHurried ? ['--invocation-count-for-turbofan=300'] : [];
  const args = [...flags, fileURLToPath(import.meta.url), JSON.stringify(run)];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the run ended with code ${code}:\n${text}`);
  return JSON.parse(text) as Allocations;
}

async function watch({watchSeconds, ...run}: SteadyRun): Promise<Allocations> {
  const {startEngine} = await importBuiltEngine();
  const engine = startEngine({
    capacityMessages: run.capacityMessages,
    batchMessages: run.batchMessages,
    mode: run.mode,
    beatPeriodMs: 0,
    beats: Number.POSITIVE_INFINITY,
    durationSeconds: Number.POSITIVE_INFINITY,
    kernels: 'auto',
    logLevel: 'error',
  });
  const startMs = performance.now();
  const batches = () =>
    engine.getSnapshot().actors.find(({name}) => name === 'worker')?.batches ?? 0;
  let heaps: HeapSample = {};
  const growthInWindow = async (): Promise<HeapSample> => {
    const [before, from] = [heaps, batches()];
    do await pass(windowMs);
    while (batches() < from + windowBatches);
    const {main: _, ...threads} = await sampleHeaps();
    heaps = threads;
    return Object.fromEntries(
      Object.entries(threads).map(([name, bytes]) => [name, bytes - (before[name] ?? 0)]),
    );
  };

  let growth = await growthInWindow();
  let quiet = 0;
  for (let windows = 0; quiet < quietWindows && windows < windowsMax; windows++) {
    growth = await growthInWindow();
    const canSleep = Object.values(growth).every((bytes) => Math.abs(bytes) <= noiseBytes);
    quiet = canSleep ? quiet + 1 : 0;
  }
  const isSteady = quiet === quietWindows;
  const steadyAfterSeconds = isSteady ? (performance.now() - startMs) / 1_000 : null;

  const collectedIn: string[] = [];
  const endMs = performance.now() + watchSeconds * 1_000;
  while (isSteady && performance.now() < endMs) {
    growth = await growthInWindow();
    collectedIn.push(...Object.keys(growth).filter((name) => (growth[name] ?? 0) < 0));
  }
  engine.stop('duration');
  const {stop} = await engine.finished;
  if (!(stop?.clean && stop.verified)) throw new Error(`it ended with ${JSON.stringify(stop)}`);
  return {steadyAfterSeconds, collectedIn, lastGrowth: growth};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const run = JSON.parse(process.argv[2] as string) as SteadyRun;
  process.stdout.write(JSON.stringify(await watch(run)));
}
