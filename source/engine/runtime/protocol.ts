/**
 * The messages between the main thread and the other threads. They cover only a thread's start,
 * readiness and agreement to stop.
 */

import type {CompiledKernels} from '../kernels/kernels.ts';
import type {PipelineSize} from '../shape.ts';

/** The data that a thread receives at its start. */
export interface ThreadStart {
  /** Index of the thread in the graph. */
  readonly thread: number;
  readonly memory: WebAssembly.Memory;
  readonly kernels: CompiledKernels;
  readonly size: PipelineSize;
  /** Origin of all clocks of the process, in milliseconds of the monotonic clock. */
  readonly originMs: number;
}

/**
 * A message from a thread: `ready` once before its scheduler runs, `agreed` once after all its
 * actors have agreed to stop.
 */
export type ThreadMessage = 'ready' | 'agreed';
