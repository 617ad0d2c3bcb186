import type {MachineReport, PipelineSize} from '../engine/index.ts';
import {type FizzBuzzOptions, selectKernels} from '../fizzbuzz/index.ts';
import {type Grid, listSizes} from './grid.ts';
import {type Measurement, measure} from './measure.ts';

/** The settings of a sweep. */
export interface SweepOptions {
  /** Contains at least one size. */
  readonly grid: Grid;
  readonly mode: FizzBuzzOptions['mode'];
  /** Seconds of one measurement, without its warm-up. */
  readonly durationSeconds: number;
  readonly kernels: FizzBuzzOptions['kernels'];
}

/** One size of the grid and its measurement. */
export interface Cell extends PipelineSize {
  readonly measured: Measurement;
}

/** The result of a sweep. */
export interface SweepReport extends Omit<SweepOptions, 'kernels'> {
  readonly machine: MachineReport;
  readonly cells: readonly Cell[];
  /** The cell with the greatest throughput. */
  readonly best: Cell;
}

/**
 * Measures the pipeline in a free run with every size of a grid, one after the other.
 * @param onProgress is called after each measurement with the completed share, 0 to 1
 * @throws {BenchError} if a run does not end clean and verified
 */
export async function runSweep(
  {grid, mode, durationSeconds, kernels}: SweepOptions,
  onProgress: (share: number) => void,
): Promise<SweepReport> {
  const {width} = selectKernels(kernels);
  const sizes = listSizes(grid);
  const runs: {readonly cell: Cell; readonly machine: MachineReport}[] = [];
  for (const size of sizes) {
    const name = `capacity ${size.capacityMessages} and batch ${size.batchMessages}`;
    const settings = {...size, name, mode, beatPeriodMs: 0};
    const {measurement, machine} = await measure(settings, durationSeconds, width);
    runs.push({cell: {...size, measured: measurement}, machine});
    onProgress(runs.length / sizes.length);
  }
  const best = runs.reduce((most, next) =>
    next.cell.measured.perSecond > most.cell.measured.perSecond ? next : most,
  );
  const cells = runs.map(({cell}) => cell);
  return {machine: best.machine, grid, mode, durationSeconds, cells, best: best.cell};
}
