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
  /** Time for threads to start and for V8 to make its best code of what runs seldom; then it is steady. */
  readonly warmUpSeconds: number;
  readonly steadySeconds: number;
}

export interface Collections {
  /** Isolates but the main thread's that collected at any time: each does while it starts. */
  readonly threads: number;
  /** Trace lines of collections in actors' threads while they ran steadily. */
  readonly whileSteady: readonly string[];
}

/** Runs the engine free and reports the collections. Takes the sum of the two times and a little more. */
export async function collectionsIn(run: SteadyRun): Promise<Collections> {
  const args = ['--trace-gc', '--expose-gc', fileURLToPath(import.meta.url), JSON.stringify(run)];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
  let trace = '';
  child.stdout.on('data', (chunk: Buffer) => {
    trace += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the run ended with code ${code}:\n${trace}`);
  return readTrace(trace, run);
}

/** A line begins with the process, the isolate, and the milliseconds since that isolate began. */
const traceLine = /^\[\d+:(\w+)\]\s+(\d+) ms: /;

function readTrace(trace: string, {warmUpSeconds, steadySeconds}: SteadyRun): Collections {
  const lines = trace.split('\n').flatMap((text) => {
    const [, isolate, ms] = traceLine.exec(text) ?? [];
    return isolate === undefined ? [] : [{isolate, seconds: Number(ms) / 1_000, text}];
  });
  // The main thread collects once before there is any other.
  const main = lines[0]?.isolate;
  const others = lines.filter(({isolate}) => isolate !== main);
  return {
    threads: new Set(others.map(({isolate}) => isolate)).size,
    whileSteady: others
      .filter(({seconds}) => seconds > warmUpSeconds && seconds < warmUpSeconds + steadySeconds)
      .map(({text}) => text),
  };
}

async function runSteadily(run: SteadyRun): Promise<void> {
  globalThis.gc?.();
  const {startEngine} = await importBuiltEngine();
  const engine = startEngine({
    capacityMessages: run.capacityMessages,
    batchMessages: run.batchMessages,
    beatPeriodMs: 0,
    beats: Number.POSITIVE_INFINITY,
    durationSeconds: run.warmUpSeconds + run.steadySeconds + 1,
    mode: 'double-buffer',
    kernels: 'auto',
    logLevel: 'error',
  });
  const {stop} = await engine.finished;
  process.exitCode = stop?.clean === true && stop.verified ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runSteadily(JSON.parse(process.argv[2] as string) as SteadyRun);
}
