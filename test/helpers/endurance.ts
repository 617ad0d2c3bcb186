/**
 * Many short lives of the built engine with real threads: started, crashed, resized and stopped at random moments, each
 * verified.
 *
 * Scenarios follow from a seed; what the machine's timing makes of them does not.
 */
import process from 'node:process';
import type {Worker as Thread} from 'node:worker_threads';
import fc from 'fast-check';
import {
  type ActorName,
  actorNames,
  type Mode,
  modes,
  type PipelineSize,
  type Snapshot,
} from '../../source/engine/index.ts';
import {importBuiltEngine} from './built.ts';

const {startEngine} = await importBuiltEngine();

const capacities = [2, 4, 16, 64, 1_024, 65_536, 1_048_576] as const;
const endless = Number.POSITIVE_INFINITY;
/** Long beyond the engine's own deadline of twenty seconds. */
const hangMs = 60_000;

/** What was found in many runs. */
export interface Findings {
  readonly runs: number;
  readonly restarts: number;
  /** A sentence for each run that was not as it should be. */
  readonly faults: readonly string[];
}

const size = {
  capacityMessages: fc.constantFrom(...capacities),
  batchShare: fc.double({min: 0, max: 1, noNaN: true}),
};

interface Size {
  readonly capacityMessages: number;
  readonly batchShare: number;
}

function sizeOf({capacityMessages, batchShare}: Size): PipelineSize {
  const batchMessages = Math.max(1, Math.floor((batchShare * capacityMessages) / 2));
  return {capacityMessages, batchMessages};
}

const shape = {
  ...size,
  mode: fc.constantFrom(...modes),
  beatPeriodMs: fc.constantFrom(0, 0, 0.1, 1),
};

interface Settings extends Size {
  readonly mode: Mode;
  readonly beatPeriodMs: number;
}

function start({mode, beatPeriodMs, ...size}: Settings, beats: number) {
  return startEngine({
    ...sizeOf(size),
    mode,
    beatPeriodMs,
    beats,
    durationSeconds: endless,
    kernels: 'auto',
    logLevel: 'warn',
  });
}

type Engine = ReturnType<typeof start>;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The last Snapshot of a run, or `undefined` when it hangs. */
async function endOf(engine: Engine): Promise<Snapshot | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), hangMs);
  });
  const last = await Promise.race([engine.finished, hang]);
  clearTimeout(timer);
  return last;
}

const restartsIn = (snapshot: Snapshot) =>
  // The heartbeat shares its thread, whose restarts are counted at the generator.
  snapshot.actors.reduce((sum, {name, restarts}) => sum + (name === 'heartbeat' ? 0 : restarts), 0);

function faultOf(scenario: unknown, last: Snapshot | undefined): string | undefined {
  if (last === undefined) return `${JSON.stringify(scenario)} hung`;
  if (last.stop?.clean && last.stop.verified) return undefined;
  const log = last.log.map(({text}) => text).join('; ');
  return `${JSON.stringify(scenario)} ended with ${JSON.stringify(last.stop)}; ${log}`;
}

/**
 * Crashes threads at random moments, now and then of a pipeline that is being resized, over runs of every kind, until so many have been started again.
 * @param onRun is told of the restarts so far after each run
 */
export async function crashMany(
  crashes: number,
  seed: number,
  onRun: (restarts: number) => void = () => {},
): Promise<Findings> {
  const scenario = fc.record({
    ...shape,
    crashes: fc.array(
      fc.record({
        actor: fc.constantFrom<ActorName>(...actorNames),
        // Some hit a thread that is still starting, some one that is at work, some two threads at once.
        afterMs: fc.constantFrom(0, 1, 5, 20, 60, 90),
        resize: fc.option(fc.record(size), {freq: 3}),
      }),
      {minLength: 10, maxLength: 40},
    ),
  });
  const faults: string[] = [];
  let restarts = 0;
  let runs = 0;
  for (const each of fc.sample(scenario, {seed, numRuns: crashes})) {
    const engine = start(each, endless);
    for (const {actor, afterMs, resize} of each.crashes) {
      await pass(afterMs);
      if (resize !== null) engine.resize(sizeOf(resize));
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
 * Starts and stops the engine so often: by its beats, or asked at a random moment, paused or not, also while a thread is
 * being started again, or the pipeline resized; none may hang, be unclean, or leave a thread.
 */
export async function startAndStopMany(
  times: number,
  seed: number,
  onRun: (runs: number) => void = () => {},
): Promise<Findings> {
  const scenario = fc.record({
    ...shape,
    beats: fc.integer({min: 1, max: 50}),
    stopAfterMs: fc.option(fc.constantFrom(0, 0, 5, 30, 50, 80, 150)),
    resize: fc.option(fc.record(size)),
    pauseAfterMs: fc.option(fc.constantFrom(40, 60, 90)),
    crash: fc.option(fc.constantFrom<ActorName>(...actorNames)),
    by: fc.constantFrom('key', 'SIGINT', 'SIGTERM', 'SIGHUP'),
  });
  const threads = new Set<Thread>();
  const note = (thread: Thread) => {
    threads.add(thread);
    thread.once('exit', () => threads.delete(thread));
  };
  process.on('worker', note);
  const faults: string[] = [];
  let restarts = 0;
  let runs = 0;
  for (const each of fc.sample(scenario, {seed, numRuns: times})) {
    const engine = start(each, each.beats);
    // A paused run comes to no end by itself.
    const pausing = each.pauseAfterMs !== null && each.stopAfterMs !== null;
    if (pausing) {
      await pass(each.pauseAfterMs ?? 0);
      engine.setPaused(true);
    }
    if (each.resize !== null) engine.resize(sizeOf(each.resize));
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
  process.off('worker', note);
  return {runs, restarts, faults};
}
