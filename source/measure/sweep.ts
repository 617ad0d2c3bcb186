import type {MachineReport, PipelineSize} from '../engine/index.ts';
import {type FizzBuzzOptions, selectKernels, type ThreadChoice} from '../fizzbuzz/index.ts';
import {type Grid, listSizes} from './grid.ts';
import {describePartial, type Measurement, measure, type Partial} from './measure.ts';
import {RoundTrips} from './round-trip.ts';

/** The settings of a sweep. */
export interface SweepOptions {
  /** Contains at least one size. */
  readonly grid: Grid;
  /** Each size is measured with each combination of them. */
  readonly threads: readonly ThreadChoice[];
  readonly lanes: readonly number[];
  readonly mode: FizzBuzzOptions['mode'];
  /** Seconds of one measurement, without its warm-up. */
  readonly durationSeconds: number;
  readonly kernels: FizzBuzzOptions['kernels'];
}

/** One size of the grid with one choice of threads and of lanes, and its measurement. */
export interface Cell extends PipelineSize {
  readonly threads: ThreadChoice;
  readonly lanes: number;
  readonly measured: Measurement;
}

/** The result of a sweep. */
export interface SweepReport extends Omit<SweepOptions, 'kernels'> {
  readonly machine: MachineReport;
  /** How much was measured if the sweep was stopped early; null otherwise. */
  readonly partial: Partial | null;
  /** Round trips of a cache line in nanoseconds, before and after each measurement. */
  readonly roundTripsNs: ReadonlyArray<readonly number[]>;
  readonly cells: readonly Cell[];
  /** The cell with the greatest throughput. */
  readonly best: Cell;
}

/**
 * Measures the pipeline in a free run with every size of a grid, one after the other.
 * @param onProgress is called after each measurement with the completed share, 0 to 1
 * @param stop ends the sweep early; the result is what was measured by then
 * @returns the result, or `undefined` if nothing was measured
 * @throws {BenchError} if a run does not end clean and verified
 */
export async function runSweep(
  {grid, threads, lanes, mode, durationSeconds, kernels}: SweepOptions,
  onProgress: (share: number) => void,
  stop: AbortSignal,
): Promise<SweepReport | undefined> {
  const {width} = selectKernels(kernels);
  const shapes = lanes.flatMap((laneCount) =>
    threads.flatMap((choice) =>
      listSizes(grid).map((size) => ({...size, threads: choice, lanes: laneCount})),
    ),
  );
  const trips = new RoundTrips();
  const runs: {readonly cell: Cell; readonly machine: MachineReport}[] = [];
  for (const shape of shapes) {
    const name = `capacity ${shape.capacityMessages} and batch ${shape.batchMessages}`;
    const settings = {...shape, name, mode, beatPeriodMs: 0};
    await trips.beginRound();
    const run = await measure(settings, durationSeconds, width, stop);
    await trips.endRound();
    if (run === undefined) break;
    runs.push({cell: {...shape, measured: run.measurement}, machine: run.machine});
    onProgress(runs.length / shapes.length);
  }
  await trips.close();
  if (runs.length === 0) return undefined;
  const best = runs.reduce((most, next) =>
    next.cell.measured.perSecond > most.cell.measured.perSecond ? next : most,
  );
  const cells = runs.map(({cell}) => cell);
  return {
    machine: best.machine,
    partial: describePartial(stop, runs.length, shapes.length),
    grid,
    threads,
    lanes,
    mode,
    durationSeconds,
    roundTripsNs: trips.rounds,
    cells,
    best: best.cell,
  };
}
