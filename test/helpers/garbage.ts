/**
 * What V8's own trace tells of garbage collections in the actors' threads of a free run.
 *
 * The run is a process of its own; this file is also that process's program.
 */
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {importBuiltEngine} from './built.ts';

export interface SteadyRun {
  readonly capacityMessages: number;
  readonly batchMessages: number;
  /** Batches until V8 has made its best code of what runs once a batch; then it is steady. */
  readonly warmUpBatches: number;
  readonly steadySeconds: number;
}

export interface Collections {
  /** Isolates but the main thread's that collected at any time: each does while it starts. */
  readonly threads: number;
  /** Trace lines of collections in actors' threads while they ran steadily. */
  readonly whileSteady: readonly string[];
}

/** Runs the engine free and reports the collections. */
export async function collectionsIn(run: SteadyRun): Promise<Collections> {
  const args = ['--trace-gc', '--expose-gc', fileURLToPath(import.meta.url), JSON.stringify(run)];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
  let trace = '';
  child.stdout.on('data', (chunk: Buffer) => {
    trace += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the run ended with code ${code}:\n${trace}`);
  return readTrace(trace);
}

/** A line begins with the process, the isolate, and the milliseconds since that isolate began. */
const traceLine = /^\[\d+:(\w+)\]\s+(\d+) ms: /;

/** When it was steady, in milliseconds since the threads began, as the run itself says. */
const steadyLine = /^steady from (\d+) to (\d+) ms$/m;

function readTrace(trace: string): Collections {
  const [, from, to] = steadyLine.exec(trace) ?? [];
  if (from === undefined || to === undefined) throw new Error(`it was never steady:\n${trace}`);
  const lines = trace.split('\n').flatMap((text) => {
    const [, isolate, ms] = traceLine.exec(text) ?? [];
    return isolate === undefined ? [] : [{isolate, ms: Number(ms), text}];
  });
  // The main thread collects once before there is any other.
  const main = lines[0]?.isolate;
  const others = lines.filter(({isolate}) => isolate !== main);
  return {
    threads: new Set(others.map(({isolate}) => isolate)).size,
    whileSteady: others
      .filter(({ms}) => ms > Number(from) && ms < Number(to))
      .map(({text}) => text),
  };
}

async function runSteadily(run: SteadyRun): Promise<void> {
  globalThis.gc?.();
  const {startEngine} = await importBuiltEngine();
  const startMs = performance.now();
  const engine = startEngine({
    capacityMessages: run.capacityMessages,
    batchMessages: run.batchMessages,
    beatPeriodMs: 0,
    beats: Number.POSITIVE_INFINITY,
    durationSeconds: Number.POSITIVE_INFINITY,
    mode: 'double-buffer',
    kernels: 'auto',
    logLevel: 'error',
  });
  const hasWarmedUp = () =>
    engine
      .getSnapshot()
      .actors.every(
        ({name, batches}) =>
          name === 'heartbeat' || name === 'logger' || batches > run.warmUpBatches,
      );
  while (!hasWarmedUp()) await pass(100);
  const fromMs = performance.now() - startMs;
  await pass(run.steadySeconds * 1_000);
  const toMs = performance.now() - startMs;
  process.stdout.write(`\nsteady from ${fromMs.toFixed(0)} to ${toMs.toFixed(0)} ms\n`);
  // A thread that ends collects what it has; its clock began a little later than ours.
  await pass(500);
  engine.stop('duration');
  const {stop} = await engine.finished;
  process.exitCode = stop?.clean === true && stop.verified ? 0 : 1;
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runSteadily(JSON.parse(process.argv[2] as string) as SteadyRun);
}
