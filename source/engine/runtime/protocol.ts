/**
 * The messages between the main thread and the other threads. They cover only a thread's start,
 * readiness and end.
 */
import type {PipelineSize} from '../definition/types.ts';

/** The data that a thread receives at its start. */
export interface ThreadStart {
  /** URL of the module with the definition. */
  readonly pipelineUrl: string;
  /** The number of threads, which selects the grouping. */
  readonly threads: number;
  /** Index of the thread in the graph. */
  readonly thread: number;
  readonly memory: WebAssembly.Memory;
  readonly payload: unknown;
  readonly size: PipelineSize;
  /** Epoch of all clocks of the process, in milliseconds of the monotonic clock. */
  readonly epochMs: number;
}

/**
 * A message from a thread: `ready` once before its scheduler runs, `done` once after all its actors
 * are done.
 */
export type ThreadMessage = 'ready' | 'done';
