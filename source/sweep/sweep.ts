/** A sweep: the pipeline running free in every size of a grid, one after the other. */
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

export interface SweepOptions {
  /** With one size at least. */
  readonly grid: Grid;
  readonly mode: Mode;
  /** Seconds of one measurement, its warm-up not counted. */
  readonly durationSeconds: number;
  readonly kernels: EngineOptions['kernels'];
}

export interface Cell extends PipelineSize {
  readonly measured: Measurement;
}

export interface SweepReport {
  readonly machine: MachineReport;
  readonly grid: Grid;
  readonly mode: Mode;
  readonly durationSeconds: number;
  readonly cells: readonly Cell[];
  /** The cell of the greatest throughput. */
  readonly best: Cell;
}

/**
 * @param onProgress hears after each measurement which share of all is done, 0 to 1
 * @throws {BenchError} when a run does not end clean and verified
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
