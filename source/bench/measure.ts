/** One measurement: the engine in one shape for some seconds, its first moments not counted. */
import {type Engine, type EngineOptions, type Snapshot, startEngine} from '../engine/index.ts';
import type {BenchRow} from './rows.ts';

/** Running time before anything is counted: threads start, V8 makes its best code. */
const warmUpSeconds = 0.5;

export interface Measurement {
  /** Messages end to end. */
  readonly perSecond: number;
  /** Processor time of the whole process for a billion messages. */
  readonly cpuSecondsPerBillion: number;
  /** From publication by the generator to being counted by the logger; null when nothing was stamped. */
  readonly latencyP50Ms: number | null;
  readonly latencyP99Ms: number | null;
  readonly residentBytes: number;
}

/** A run that was not clean or not verified measures nothing. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}

/** A point of a run: its Snapshot, and the processor time that the process had used. */
interface Mark {
  readonly snapshot: Snapshot;
  readonly cpuSeconds: number;
}

/**
 * Runs the engine in the shape of `row` and measures it for `seconds`.
 * @throws {BenchError} when the run does not end clean and verified
 */
export async function measure(
  row: BenchRow,
  seconds: number,
  kernels: EngineOptions['kernels'],
): Promise<Measurement> {
  const engine = startEngine({
    ...row,
    kernels,
    beats: Number.POSITIVE_INFINITY,
    durationSeconds: Number.POSITIVE_INFINITY,
    logLevel: 'error',
  });
  const first = await markAt(engine, warmUpSeconds, 0);
  const {activeSeconds, messages: earlier} = first.snapshot;
  const last = await markAt(engine, activeSeconds + seconds, earlier.logged + 1);
  engine.stop('duration');
  const {stop, latency} = await engine.finished;
  if (stop?.clean !== true || !stop.verified) {
    throw new BenchError(`the run of ${row.name} did not end clean and verified`);
  }
  const messages = last.snapshot.messages.logged - earlier.logged;
  return {
    perSecond: messages / (last.snapshot.activeSeconds - activeSeconds),
    cpuSecondsPerBillion: ((last.cpuSeconds - first.cpuSeconds) * 1e9) / messages,
    latencyP50Ms: latency?.p50Ms ?? null,
    latencyP99Ms: latency?.p99Ms ?? null,
    residentBytes: last.snapshot.memory.residentBytes,
  };
}

/** The first point after so many seconds of running and so many messages, or the end of the run if that comes before. */
async function markAt(engine: Engine, seconds: number, count: number): Promise<Mark> {
  await new Promise<void>((resolve) => {
    const look = () => {
      const {activeSeconds, messages, stop} = engine.getSnapshot();
      if ((activeSeconds < seconds || messages.logged < count) && stop === null) return;
      end();
      resolve();
    };
    const end = engine.subscribe(look);
    look();
  });
  const {user, system} = process.cpuUsage();
  return {snapshot: engine.getSnapshot(), cpuSeconds: (user + system) / 1e6};
}
