import {
  checkAddressSpace,
  type Engine,
  type PipelineSize,
  type RunOptions,
} from '../engine/index.ts';
import {startRun} from '../engine/start.ts';
import {data, type Mode} from './definition/definition.ts';
import type {KernelWidth} from './kernels/kernels.ts';
import {selectKernels} from './kernels/select.ts';
import pipeline from './pipeline.ts';

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
  /** The number of threads: 1 to 4. @default 3 */
  readonly threads?: number;
}

/**
 * Starts a FizzBuzz run. It runs until a condition of `options` or a call of `stop` stops it.
 * @throws {OutOfMemoryError | AddressSpaceError} when the machine refuses the memory
 * @throws {KernelsUnavailableError} when the requested kernels do not work on this machine
 */
export function startFizzBuzz(options: FizzBuzzOptions): Engine {
  const {mode, beatPeriodMs, beats, kernels, ...common} = options;
  // Before the kernels, whose check needs a memory of its own.
  checkAddressSpace(options.threads ?? data.threads[0].length);
  const compiled = selectKernels(kernels);
  return startRun(pipeline, new URL('./pipeline.js', import.meta.url), {
    ...common,
    settings: {mode, beatPeriodMs, beatsTarget: beats},
    payload: compiled,
    kernels: compiled.width,
  });
}
