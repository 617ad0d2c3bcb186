/**
 * Many short runs of FizzBuzz with real threads: started, crashed, reshaped and stopped at random
 * moments. Each is verified.
 *
 * The scenarios follow from a seed. The machine's timing does not.
 */
import process from 'node:process';
import type {Worker as Thread} from 'node:worker_threads';
import fc from 'fast-check';
import type {Engine, PipelineShape, Snapshot} from '../../source/engine/index.ts';
import {type Mode, modes} from '../../source/fizzbuzz/index.ts';
import {losesNothing} from '../../source/fizzbuzz/report.ts';
import {importBuiltFizzBuzz, usualOptions} from './runs.ts';

const {startFizzBuzz} = await importBuiltFizzBuzz();

const actors = ['heartbeat', 'generator', 'worker', 'logger'] as const;
const capacities = [2, 4, 16, 64, 1_024, 65_536, 1_048_576] as const;
const endless = Number.POSITIVE_INFINITY;
/** Far beyond the engine's own deadline of twenty seconds. */
const hangMs = 60_000;

/** The results of many runs. */
export interface Findings {
  readonly runs: number;
  readonly restarts: number;
  /** A sentence for each run that was not clean and verified. */
  readonly faults: readonly string[];
}

const shape = {
  capacityMessages: fc.constantFrom(...capacities),
  batchShare: fc.double({min: 0, max: 1, noNaN: true}),
  threads: fc.constantFrom(1, 2, 3, 4),
  lanes: fc.constantFrom(1, 1, 2, 3),
};

interface Shape {
  readonly capacityMessages: number;
  readonly batchShare: number;
  readonly threads: number;
  readonly lanes: number;
}

function shapeOf({capacityMessages, batchShare, threads, lanes}: Shape): PipelineShape {
  const batchMessages = Math.max(1, Math.floor((batchShare * capacityMessages) / 2));
  return {capacityMessages, batchMessages, threads, lanes};
}

const settings = {
  ...shape,
  mode: fc.constantFrom(...modes),
  beatPeriodMs: fc.constantFrom(0, 0, 0.1, 1),
};

interface Settings extends Shape {
  readonly mode: Mode;
  readonly beatPeriodMs: number;
}

function start({mode, beatPeriodMs, ...own}: Settings, beats: number) {
  return startFizzBuzz({
    ...usualOptions,
    ...shapeOf(own),
    mode,
    beatPeriodMs,
    beats,
    logLevel: 'warn',
  });
}

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Returns the last Snapshot of a run, or `undefined` if it hangs. */
async function endOf(engine: Engine): Promise<Snapshot | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), hangMs);
  });
  const last = await Promise.race([engine.finished, hang]);
  clearTimeout(timer);
  return last;
}

/** The restarts of a run, at least: actors that shared a thread have counted the same ones. */
const restartsIn = ({actors}: Snapshot) => Math.max(...actors.map(({restarts}) => restarts));

function faultOf(scenario: unknown, last: Snapshot | undefined): string | undefined {
  if (last === undefined) return `${JSON.stringify(scenario)} hung`;
  if (last.stop?.clean && last.stop.verified && losesNothing(last)) return undefined;
  const log = last.log.map(({text}) => text).join('; ');
  return `${JSON.stringify(scenario)} ended with ${JSON.stringify(last.stop)}; ${log}`;
}

/**
 * Crashes threads at random moments, also during a change of shape, over runs of every kind.
 * @param crashes restarts of threads after which it ends
 * @param onRun is called with the restarts so far after each run
 */
export async function crashMany(
  crashes: number,
  seed: number,
  onRun: (restarts: number) => void = () => {},
): Promise<Findings> {
  const scenario = fc.record({
    ...settings,
    crashes: fc.array(
      fc.record({
        actor: fc.constantFrom(...actors),
        // Some crash a thread that is still starting, some one at work, some two at once.
        afterMs: fc.constantFrom(0, 1, 5, 20, 60, 90),
        reshape: fc.option(fc.record(shape), {freq: 3}),
      }),
      {minLength: 10, maxLength: 40},
    ),
  });
  const faults: string[] = [];
  let restarts = 0;
  let runs = 0;
  for (const each of fc.sample(scenario, {seed, numRuns: crashes})) {
    const engine = start(each, endless);
    for (const {actor, afterMs, reshape} of each.crashes) {
      await pass(afterMs);
      if (reshape !== null) engine.reshape(shapeOf(reshape));
      engine.crash(actor);
    }
    engine.stop('duration');
    const last = await endOf(engine);
    const fault = faultOf(each, last);
    if (fault !== undefined) faults.push(fault);
    restarts += last === undefined ? 0 : restartsIn(last);
    runs++;
    onRun(restarts);
    if (restarts >= crashes) break;
  }
  return {runs, restarts, faults};
}

/**
 * Starts and stops runs: by their beats, or by a request at a random moment, paused or not, also
 * during a restart or a change of shape. No run may hang, be unclean, or leave a thread.
 * @param times number of runs
 * @param onRun is called with the number of runs so far after each run
 */
export async function startAndStopMany(
  times: number,
  seed: number,
  onRun: (runs: number) => void = () => {},
): Promise<Findings> {
  const scenario = fc.record({
    ...settings,
    beats: fc.integer({min: 1, max: 50}),
    stopAfterMs: fc.option(fc.constantFrom(0, 0, 5, 30, 50, 80, 150)),
    reshape: fc.option(fc.record(shape)),
    pauseAfterMs: fc.option(fc.constantFrom(40, 60, 90)),
    crash: fc.option(fc.constantFrom(...actors)),
    by: fc.constantFrom('key', 'SIGINT', 'SIGTERM', 'SIGHUP'),
  });
  const threads = new Set<Thread>();
  const track = (thread: Thread) => {
    threads.add(thread);
    thread.once('exit', () => threads.delete(thread));
  };
  process.on('worker', track);
  const faults: string[] = [];
  let restarts = 0;
  let runs = 0;
  for (const each of fc.sample(scenario, {seed, numRuns: times})) {
    const engine = start(each, each.beats);
    // A paused run does not end by itself.
    const willPause = each.pauseAfterMs !== null && each.stopAfterMs !== null;
    if (willPause) {
      await pass(each.pauseAfterMs ?? 0);
      engine.setPaused(true);
    }
    if (each.reshape !== null) engine.reshape(shapeOf(each.reshape));
    if (each.stopAfterMs !== null) {
      await pass(each.stopAfterMs);
      if (each.crash !== null) engine.crash(each.crash);
      engine.stop(each.by);
    }
    const last = await endOf(engine);
    const fault = faultOf(each, last);
    if (fault !== undefined) faults.push(fault);
    if (threads.size > 0) faults.push(`${JSON.stringify(each)} left ${threads.size} threads`);
    threads.clear();
    restarts += last === undefined ? 0 : restartsIn(last);
    runs++;
    onRun(runs);
  }
  process.off('worker', track);
  return {runs, restarts, faults};
}
