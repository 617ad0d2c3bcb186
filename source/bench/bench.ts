import {
  describeMachine,
  type EngineOptions,
  type KernelRates,
  kernelRatesMeter,
  type MachineReport,
  selectKernels,
} from '../engine/index.ts';
import {readHugePages, readProcessorTicks} from './host.ts';
import {type Measurement, measure} from './measure.ts';
import {type BenchRow, benchRows} from './rows.ts';
import {type Spread, spreadOf} from './statistics.ts';

/** The settings of a benchmark. */
export interface BenchOptions {
  /** Seconds of one measurement, without its warm-up. */
  readonly durationSeconds: number;
  readonly rounds: number;
  readonly kernels: EngineOptions['kernels'];
}

/** The result of one row: medians over all rounds, and the spread of the throughput. */
export interface RowResult extends BenchRow {
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
  readonly machine: MachineReport;
  readonly hugePages: string | null;
  /**
   * The share of the machine's processor time that the hypervisor gave to other guests during the
   * benchmark, 0 to 1; null if unknown.
   */
  readonly stolen: number | null;
  readonly rounds: number;
  readonly durationSeconds: number;
  readonly rows: readonly RowResult[];
  readonly kernels: Readonly<Record<keyof KernelRates, Spread>>;
  /**
   * The upper bounds of the throughput in messages per second, for each mode. They hold if the
   * kernels alone take processor time.
   */
  readonly ceilings: {readonly zeroCopy: number; readonly doubleBuffer: number};
}

/**
 * Runs the benchmark: measures every row in every round, so that a slow moment of the machine
 * affects all rows alike.
 * @param onProgress is called after each measurement with the completed share, 0 to 1
 * @throws {BenchError} if a run does not end clean and verified
 */
export async function runBench(
  options: BenchOptions,
  onProgress: (share: number) => void,
): Promise<BenchReport> {
  const compiled = selectKernels(options.kernels);
  const meter = kernelRatesMeter(compiled);
  const before = readProcessorTicks();
  const measurements = new Map<BenchRow, Measurement[]>(benchRows.map((row) => [row, []]));
  const rates: KernelRates[] = [];
  for (let round = 0; round < options.rounds; round++) {
    for (const [place, row] of benchRows.entries()) {
      rates.push(meter());
      measurements.get(row)?.push(await measure(row, options.durationSeconds, compiled.width));
      onProgress((round * benchRows.length + place + 1) / (options.rounds * benchRows.length));
    }
  }
  const after = readProcessorTicks();
  const kernels = spreadRates(rates);
  const machine = describeMachine(compiled.width);
  return {
    schema: 1,
    machine,
    hugePages: readHugePages(),
    stolen: before && after ? (after.stolen - before.stolen) / (after.all - before.all) : null,
    rounds: options.rounds,
    durationSeconds: options.durationSeconds,
    rows: benchRows.map((row) => summarizeRow(row, measurements.get(row) ?? [])),
    kernels,
    ceilings: {
      zeroCopy: ceilingOf(kernels, kernels.classify.median, machine.cores),
      doubleBuffer: ceilingOf(kernels, kernels.classifyCopied.median, machine.cores),
    },
  };
}

/**
 * Returns the lower of two rates: what one core can classify, and what all cores can do of the
 * whole work.
 */
export function ceilingOf(
  rates: {readonly generate: Spread; readonly tally: Spread},
  classifyPerSecond: number,
  cores: number,
): number {
  const secondsEach = 1 / rates.generate.median + 1 / classifyPerSecond + 1 / rates.tally.median;
  return Math.min(classifyPerSecond, cores / secondsEach);
}

function spreadRates(rates: readonly KernelRates[]): BenchReport['kernels'] {
  const spread = (name: keyof KernelRates) => spreadOf(rates.map((rate) => rate[name]));
  return {
    generate: spread('generate'),
    classify: spread('classify'),
    classifyCopied: spread('classifyCopied'),
    tally: spread('tally'),
    copy: spread('copy'),
  };
}

function summarizeRow(row: BenchRow, measured: readonly Measurement[]): RowResult {
  const median = (pick: (one: Measurement) => number) => spreadOf(measured.map(pick)).median;
  const medianOrNull = (pick: (one: Measurement) => number | null) => {
    const values = measured.map(pick).filter((value) => value !== null);
    return values.length > 0 ? spreadOf(values).median : null;
  };
  const perSecond = spreadOf(measured.map((one) => one.perSecond));
  return {
    ...row,
    perSecond,
    nsPerMessage: 1e9 / perSecond.median,
    cpuSecondsPerBillion: median((one) => one.cpuSecondsPerBillion),
    latencyP50Ms: medianOrNull((one) => one.latencyP50Ms),
    latencyP99Ms: medianOrNull((one) => one.latencyP99Ms),
    residentBytes: median((one) => one.residentBytes),
  };
}
