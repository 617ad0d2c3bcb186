import {type Engine, type EngineOptions, type Snapshot, startEngine} from '../engine/index.ts';
import type {BenchRow} from './rows.ts';

/** Running time before the measurement: threads start, and V8 optimizes the code. */
const warmUpSeconds = 0.5;

/** The result of one measurement. */
export interface Measurement {
  /** Messages per second, end to end. */
  readonly perSecond: number;
  /** Processor time of the whole process for a billion messages. */
  readonly cpuSecondsPerBillion: number;
  /**
   * From publication by the generator to the count by the logger; null if no message was stamped.
   */
  readonly latencyP50Ms: number | null;
  readonly latencyP99Ms: number | null;
  readonly residentBytes: number;
}

/** A run did not end clean and verified, so its measurement is not valid. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}

/** A point of a run: its Snapshot, and the processor time that the process had used. */
interface Mark {
  readonly snapshot: Snapshot;
  readonly cpuSeconds: number;
}

/**
 * Runs the engine with the settings of `row` and measures it for `seconds`. The first moments of
 * the run do not count.
 * @throws {BenchError} if the run does not end clean and verified
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

/**
 * Resolves with the first point at which the run has been active for `seconds` and has logged
 * `count` messages, or with the end of the run if that comes first.
 */
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
