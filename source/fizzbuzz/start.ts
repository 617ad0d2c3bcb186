import {
  type AnyPipeline,
  checkAddressSpace,
  completeShape,
  countAllThreads,
  type Engine,
  type PipelineShape,
  type PipelineSize,
  type RunOptions,
  readProcessorShare,
  type ShapeChoice,
} from '../engine/index.ts';
import {startRun} from '../engine/start.ts';
import type {Mode} from './definition/definition.ts';
import type {KernelWidth} from './kernels/kernels.ts';
import {selectKernels} from './kernels/select.ts';
import pipeline from './pipeline.ts';

/** A number of threads of a lane from 1 to 4, or the best number for the size and the cores. */
export type ThreadChoice = number | 'auto';

/** The options of a FizzBuzz run. */
export interface FizzBuzzOptions
  extends PipelineSize,
    Pick<RunOptions, 'chaosMeanSeconds' | 'durationSeconds' | 'logLevel' | 'stopDeadlineMs'> {
  readonly mode: Mode;
  /** Milliseconds between beats; 0 for a free run. */
  readonly beatPeriodMs: number;
  /** Beats after which the run stops; `Infinity` for no limit. */
  readonly beats: number;
  readonly kernels: KernelWidth | 'auto';
  /** @default 'auto' */
  readonly threads?: ThreadChoice;
  /** @default 1 */
  readonly lanes?: number | 'auto';
}

/**
 * Starts a FizzBuzz run. It runs until a condition of `options` or a call of `stop` stops it.
 * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory
 * @throws {KernelsUnavailableError} when the requested kernels do not work on this machine
 */
export function startFizzBuzz(options: FizzBuzzOptions): Engine {
  const {mode, beatPeriodMs, beats, kernels, ...common} = options;
  const shape = chooseShape(options);
  // Before the kernels, whose check needs a memory of its own.
  checkAddressSpace(countAllThreads(pipeline.data, shape));
  const compiled = selectKernels(kernels);
  return startRun(pipeline, new URL('./pipeline.js', import.meta.url), {
    ...common,
    ...shape,
    settings: {mode, beatPeriodMs, beatsTarget: beats},
    payload: compiled,
    kernels: compiled.width,
  });
}

/** Returns the shape of a run: what the choice leaves open follows from the cores. */
export function chooseShape(choice: ShapeChoice): PipelineShape {
  return completeShape(pipeline as unknown as AnyPipeline, choice, readProcessorShare().cores);
}
