import type {Engine, MachineReport, PipelineSize, Snapshot} from '../engine/index.ts';
import {type FizzBuzzOptions, startFizzBuzz, type ThreadChoice} from '../fizzbuzz/index.ts';

/** Running time before the measurement: threads start, and V8 optimizes the code. */
const warmUpSeconds = 0.5;

/** The settings of a measured run. */
export interface MeasuredSettings extends PipelineSize {
  readonly name: string;
  readonly mode: FizzBuzzOptions['mode'];
  /** Milliseconds; 0 for a free run. */
  readonly beatPeriodMs: number;
  /** @default 'auto' */
  readonly threads?: ThreadChoice;
  /** @default 1 */
  readonly lanes?: number | 'auto';
}

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
  /** The numbers of threads of a lane, and of lanes. */
  readonly threads: number;
  readonly lanes: number;
}

/** A run did not end clean and verified, so its measurement is not valid. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}

/** How much was measured of a measurement that was stopped. */
export interface Partial {
  readonly measured: number;
  readonly of: number;
}

/**
 * Describes how much was measured; `null` unless a stop was requested.
 * @param measured measurements that were completed
 * @param of all measurements
 */
export function describePartial(stop: AbortSignal, measured: number, of: number): Partial | null {
  return stop.aborted ? {measured, of} : null;
}

/** Formats how much was measured, as a sentence without a full stop. */
export function formatPartial({measured, of}: Partial): string {
  return `PARTIAL: stopped after ${measured} of ${of} measurements`;
}

/** A point of a run: its Snapshot, and the processor time that the process had used. */
interface Mark {
  readonly snapshot: Snapshot;
  readonly cpuSeconds: number;
}

/**
 * Runs FizzBuzz and measures it for `seconds`. The first moments of the run do not count.
 * @param stop ends the measurement early, without a result
 * @throws {BenchError} if the run does not end clean and verified
 */
export async function measure(
  {name, ...settings}: MeasuredSettings,
  seconds: number,
  kernels: FizzBuzzOptions['kernels'],
  stop: AbortSignal,
): Promise<{readonly measurement: Measurement; readonly machine: MachineReport} | undefined> {
  const engine = startFizzBuzz({
    ...settings,
    kernels,
    beats: Number.POSITIVE_INFINITY,
    durationSeconds: Number.POSITIVE_INFINITY,
    logLevel: 'error',
  });
  const first = await waitForMark(engine, warmUpSeconds, 0, stop);
  const {activeSeconds} = first.snapshot;
  const earlier = first.snapshot.throughput.messages;
  const last = await waitForMark(engine, activeSeconds + seconds, earlier + 1, stop);
  engine.stop('duration');
  const {stop: outcome, latency, machine} = await engine.finished;
  if (stop.aborted) return undefined;
  if (outcome?.clean !== true || !outcome.verified) {
    throw new BenchError(`the run of ${name} did not end clean and verified`);
  }
  const messages = last.snapshot.throughput.messages - earlier;
  const measurement = {
    perSecond: messages / (last.snapshot.activeSeconds - activeSeconds),
    cpuSecondsPerBillion: ((last.cpuSeconds - first.cpuSeconds) * 1e9) / messages,
    latencyP50Ms: latency?.p50Ms ?? null,
    latencyP99Ms: latency?.p99Ms ?? null,
    residentBytes: last.snapshot.memory.residentBytes,
    threads: last.snapshot.settings.threads,
    lanes: last.snapshot.settings.lanes,
  };
  return {measurement, machine};
}

/**
 * Resolves with the first point at which the run has been active for `seconds` and has counted
 * `count` messages, or with the end of the run or a stop if that comes first.
 */
async function waitForMark(
  engine: Engine,
  seconds: number,
  count: number,
  stop: AbortSignal,
): Promise<Mark> {
  await new Promise<void>((resolve) => {
    const check = () => {
      const snapshot = engine.getSnapshot();
      const isReached = snapshot.activeSeconds >= seconds && snapshot.throughput.messages >= count;
      if (!isReached && snapshot.stop === null && !stop.aborted) return;
      unsubscribe();
      stop.removeEventListener('abort', check);
      resolve();
    };
    const unsubscribe = engine.subscribe(check);
    stop.addEventListener('abort', check);
    check();
  });
  const {user, system} = process.cpuUsage();
  return {snapshot: engine.getSnapshot(), cpuSeconds: (user + system) / 1e6};
}
