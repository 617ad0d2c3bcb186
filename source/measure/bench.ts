import type {MachineReport} from '../engine/index.ts';
import {
  type FizzBuzzOptions,
  type KernelRates,
  kernelRatesMeter,
  type Profile,
  profiles,
  selectKernels,
  shapeProfiles,
} from '../fizzbuzz/index.ts';
import {readHugePages, readProcessorTicks} from './host.ts';
import {type KernelSpreads, spreadRates} from './kernels.ts';
import {
  describePartial,
  type MeasuredSettings,
  type Measurement,
  measure,
  type Partial,
} from './measure.ts';
import {RoundTrips} from './round-trip.ts';
import {computeSpread, type Spread} from './statistics.ts';

/** The settings of a benchmark. */
export interface BenchOptions {
  /** Seconds of one measurement, without its warm-up. */
  readonly durationSeconds: number;
  readonly rounds: number;
  readonly kernels: FizzBuzzOptions['kernels'];
}

/** The result of one row: medians over all rounds, and the spread of the throughput. */
export interface RowResult extends MeasuredSettings {
  readonly perSecond: Spread;
  readonly nsPerMessage: number;
  readonly cpuSecondsPerBillion: number;
  readonly latencyP50Ms: number | null;
  readonly latencyP99Ms: number | null;
  readonly residentBytes: number;
}

/** The result of a benchmark. */
export interface BenchReport {
  readonly schema: 1;
  /** How much was measured if the benchmark was stopped early; null otherwise. */
  readonly partial: Partial | null;
  readonly machine: MachineReport;
  readonly hugePages: string | null;
  /**
   * The share of the machine's processor time that the hypervisor gave to other guests during the
   * benchmark, 0 to 1; null if unknown.
   */
  readonly stolen: number | null;
  readonly rounds: number;
  readonly durationSeconds: number;
  /**
   * Round trips of a cache line between two cores in nanoseconds, before and after each round;
   * empty with one core.
   */
  readonly roundTripsNs: ReadonlyArray<readonly number[]>;
  readonly rows: readonly RowResult[];
  readonly kernels: KernelSpreads;
  /**
   * The upper bounds of the throughput in messages per second, for each mode. They hold if the
   * kernels alone take processor time.
   */
  readonly ceilings: {readonly zeroCopy: number; readonly doubleBuffer: number};
}

/** A measurement that was completed. */
type Run = NonNullable<Awaited<ReturnType<typeof measure>>>;

const toRow = ({name, settings}: Profile) => ({name, ...settings}) as MeasuredSettings;
const measuredProfiles = profiles.slice(1).map(toRow);

/**
 * The rows of a benchmark: the four larger profiles, each in a free run and at its own beat rate,
 * and free runs on one thread and in a lane per core. The free runs come first, because the
 * ceilings are compared with them.
 */
export const benchRows: readonly MeasuredSettings[] = [
  ...measuredProfiles.map((profile) => ({...profile, beatPeriodMs: 0})),
  ...shapeProfiles.map(toRow),
  ...measuredProfiles,
];

/**
 * Runs the benchmark: measures every row in every round, so that a slow moment of the machine
 * affects all rows alike.
 * @param onProgress is called after each measurement with the completed share, 0 to 1
 * @param stop ends the benchmark early; the result is what was measured by then
 * @returns the result, or `undefined` if nothing was measured
 * @throws {BenchError} if a run does not end clean and verified
 */
export async function runBench(
  {durationSeconds, rounds, kernels}: BenchOptions,
  onProgress: (share: number) => void,
  stop: AbortSignal,
): Promise<BenchReport | undefined> {
  const compiled = selectKernels(kernels);
  const meter = kernelRatesMeter(compiled);
  const before = readProcessorTicks();
  const rows = benchRows.map((row) => ({row, runs: [] as Run[]}));
  const rates: KernelRates[] = [];
  const trips = new RoundTrips();
  const all = rounds * rows.length;
  let measured = 0;
  for (let round = 0; round < rounds && !stop.aborted; round++) {
    await trips.beginRound();
    for (const {row, runs} of rows) {
      rates.push(meter());
      const run = await measure(row, durationSeconds, compiled.width, stop);
      if (run === undefined) break;
      runs.push(run);
      measured++;
      onProgress(measured / all);
    }
    await trips.endRound();
  }
  await trips.close();
  if (measured === 0) return undefined;
  const after = readProcessorTicks();
  const machine = rows[0]?.runs[0]?.machine as MachineReport;
  const spreads = spreadRates(rates);
  return {
    schema: 1,
    partial: describePartial(stop, measured, all),
    machine,
    hugePages: readHugePages(),
    stolen: before && after ? (after.stolen - before.stolen) / (after.all - before.all) : null,
    rounds,
    durationSeconds,
    roundTripsNs: trips.rounds,
    rows: rows.flatMap(({row, runs}) => summarizeRow(row, runs)),
    kernels: spreads,
    ceilings: {
      zeroCopy: computeCeiling(spreads, spreads.classify.median, machine.cores),
      doubleBuffer: computeCeiling(spreads, spreads.classifyCopied.median, machine.cores),
    },
  };
}

/**
 * Returns the lower of two rates: what one core can classify, and what all cores can do of the
 * whole work.
 */
export function computeCeiling(
  rates: {readonly generate: Spread; readonly tally: Spread},
  classifyPerSecond: number,
  cores: number,
): number {
  const secondsEach = 1 / rates.generate.median + 1 / classifyPerSecond + 1 / rates.tally.median;
  return Math.min(classifyPerSecond, cores / secondsEach);
}

/** Summarizes the runs of a row; of none, as no result. */
function summarizeRow(row: MeasuredSettings, results: readonly Run[]): RowResult[] {
  if (results.length === 0) return [];
  const runs = results.map(({measurement}) => measurement);
  const spread = (pick: (run: Measurement) => number) => computeSpread(runs.map(pick));
  const medianOrNull = (pick: (run: Measurement) => number | null) => {
    const values = runs.map(pick).filter((value) => value !== null);
    return values.length > 0 ? computeSpread(values).median : null;
  };
  const perSecond = spread((run) => run.perSecond);
  const result = {
    ...row,
    perSecond,
    nsPerMessage: 1e9 / perSecond.median,
    cpuSecondsPerBillion: spread((run) => run.cpuSecondsPerBillion).median,
    latencyP50Ms: medianOrNull((run) => run.latencyP50Ms),
    latencyP99Ms: medianOrNull((run) => run.latencyP99Ms),
    residentBytes: spread((run) => run.residentBytes).median,
  };
  return [result];
}
