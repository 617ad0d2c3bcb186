/**
 * Measures what the actors' threads of a free run allocate, by the growth of their heaps between
 * two samples.
 *
 * The run has a process of its own, so that V8 can be configured to optimize sooner. This file is
 * also the program of that process.
 */
import {spawn} from 'node:child_process';
import {setTimeout as pass} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {Mode} from '../../source/fizzbuzz/index.ts';
import {type HeapSample, sampleHeaps} from './heap-probe.ts';
import {importBuiltFizzBuzz, usualOptions} from './runs.ts';

/** The options of a run whose allocations are measured. */
export interface SteadyRun {
  readonly capacityMessages: number;
  readonly batchMessages: number;
  readonly mode: Mode;
  readonly threads: number;
  /** @default 1 */
  readonly lanes?: number;
  /** Seconds for which the run is observed once it is steady. */
  readonly watchSeconds: number;
  /** V8 optimizes after a tenth of the usual calls: the same code, ten times as soon. */
  readonly isHurried: boolean;
}

/** The allocations of a run. */
export interface Allocations {
  /** Seconds until no thread allocated anything; `null` if that did not happen. */
  readonly steadyAfterSeconds: number | null;
  /** Threads whose heaps shrank while the run was observed, which only a collection does. */
  readonly collectedIn: readonly string[];
  /** Growth of each heap in the last window, in bytes. */
  readonly lastGrowth: HeapSample;
}

/** A window ends when the worker has processed so many batches, and some time has passed. */
const windowBatches = 1_000;
const windowMs = 200;
/** A sample of a heap allocates a kibibyte. One boxed number per batch would be twelve more. */
const noiseBytes = 4_096;
/** A run is steady after so many successive windows without an allocation. */
const quietWindows = 2;
/** A run that is not steady after so many windows is given up. */
const windowsMax = 120;

/** Runs FizzBuzz free until it is steady, and observes it then. */
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
  const {startFizzBuzz} = await importBuiltFizzBuzz();
  const engine = startFizzBuzz({
    ...usualOptions,
    capacityMessages: run.capacityMessages,
    batchMessages: run.batchMessages,
    mode: run.mode,
    threads: run.threads,
    lanes: run.lanes ?? 1,
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
    const isQuiet = Object.values(growth).every((bytes) => Math.abs(bytes) <= noiseBytes);
    quiet = isQuiet ? quiet + 1 : 0;
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
