import {type Measurement, measure} from '../bench/measure.ts';
import {
  describeMachine,
  type EngineOptions,
  type MachineReport,
  type Mode,
  type PipelineSize,
  selectKernels,
} from '../engine/index.ts';
import {type Grid, sizesOf} from './grid.ts';

/** The settings of a sweep. */
export interface SweepOptions {
  /** Contains at least one size. */
  readonly grid: Grid;
  readonly mode: Mode;
  /** Seconds of one measurement, without its warm-up. */
  readonly durationSeconds: number;
  readonly kernels: EngineOptions['kernels'];
}

/** One size of the grid and its measurement. */
export interface Cell extends PipelineSize {
  readonly measured: Measurement;
}

/** The result of a sweep. */
export interface SweepReport {
  readonly machine: MachineReport;
  readonly grid: Grid;
  readonly mode: Mode;
  readonly durationSeconds: number;
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
  const sizes = sizesOf(grid);
  const cells: Cell[] = [];
  for (const size of sizes) {
    const {capacityMessages, batchMessages} = size;
    const name = `capacity ${capacityMessages} and batch ${batchMessages}`;
    const measured = await measure({...size, name, mode, beatPeriodMs: 0}, durationSeconds, width);
    cells.push({...size, measured});
    onProgress(cells.length / sizes.length);
  }
  const best = cells.reduce((most, next) =>
    next.measured.perSecond > most.measured.perSecond ? next : most,
  );
  return {machine: describeMachine(width), grid, mode, durationSeconds, cells, best};
}
