/**
 * The messages between the main thread and the other threads. They cover only a thread's start,
 * readiness and end.
 */
import type {PipelineShape} from '../definition/types.ts';

/** The data that a thread receives at its start. */
export interface ThreadStart {
  /** URL of the module with the definition. */
  readonly pipelineUrl: string;
  /** Index of the thread in the graph. */
  readonly thread: number;
  readonly memory: WebAssembly.Memory;
  readonly payload: unknown;
  readonly shape: PipelineShape;
  /** Whether each thread of the pipeline has a core of its own. */
  readonly hasOwnCore: boolean;
  /** Epoch of all clocks of the process, in milliseconds of the monotonic clock. */
  readonly epochMs: number;
}

/** The message of a thread, once before its scheduler runs. */
export const readyMessage = 'fizzbuzz-tui: ready';
/** The message of a thread, once after all its actors are done. */
export const doneMessage = 'fizzbuzz-tui: done';
