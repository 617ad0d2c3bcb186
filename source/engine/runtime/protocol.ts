/** What passes between the main thread and the others as messages: only the start, and the ends of a life. */

import type {CompiledKernels} from '../kernels/kernels.ts';
import type {PipelineSize} from '../shape.ts';

/** Given to a thread when it is started. */
export interface ThreadStart {
  /** Place of the thread in the graph. */
  readonly thread: number;
  readonly memory: WebAssembly.Memory;
  readonly kernels: CompiledKernels;
  readonly size: PipelineSize;
  /** Origin of all the process's clocks, in milliseconds of the monotonic clock. */
  readonly originMs: number;
}

/** Sent by a thread: once before its scheduler runs, once after all its actors have agreed. */
export type ThreadMessage = 'ready' | 'agreed';
