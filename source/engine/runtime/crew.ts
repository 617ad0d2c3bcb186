/**
 * The threads of a run: started together, listened to, ended together. Main thread only.
 */
import {Worker as Thread} from 'node:worker_threads';
import type {PipelineOptions} from '../actors/actor.ts';
import type {CompiledKernels} from '../kernels/kernels.ts';
import type {Pipeline} from '../pipeline.ts';
import type {ThreadMessage, ThreadStart} from './protocol.ts';

/** What the engine wants to hear of its threads. */
export interface CrewListener {
  /** Every thread stands ready for the start. */
  onReady(): void;
  /** Every actor of every thread has agreed to the stop. */
  onAgreed(): void;
  /** A thread ended on its own; `reason` says how. */
  onFault(thread: number, reason: string): void;
  /** A thread printed something, which it never should on its own; Node's warnings come this way. */
  onOutput(text: string): void;
}

export class Crew {
  readonly #threads: Thread[] = [];
  readonly #listener: CrewListener;
  readonly #ready = new Set<number>();
  readonly #agreed = new Set<number>();
  #isDismissed = false;

  constructor(
    pipeline: Pipeline,
    kernels: CompiledKernels,
    options: PipelineOptions,
    originMs: number,
    listener: CrewListener,
  ) {
    this.#listener = listener;
    const memory = pipeline.memory.memory;
    pipeline.graph.threads.forEach((actors, thread) => {
      const start: ThreadStart = {thread, memory, kernels, options, originMs};
      this.#threads.push(this.#hire(start, actors.join('+')));
    });
  }

  /** Ends all threads, whatever they do; resolves when they are gone. */
  async dismiss(): Promise<void> {
    this.#isDismissed = true;
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #hire(start: ThreadStart, name: string): Thread {
    // Output is taken over here: written by the thread itself it would run into the picture on the screen.
    const options = {workerData: start, name, stdout: true, stderr: true};
    const thread = new Thread(new URL('./thread.js', import.meta.url), options);
    const hear = (chunk: Buffer) => this.#listener.onOutput(chunk.toString().trim());
    thread.stdout.on('data', hear);
    thread.stderr.on('data', hear);
    thread.on('message', (message: ThreadMessage) => this.#onMessage(start.thread, message));
    thread.on('error', (error) => {
      this.#onEnd(start.thread, error instanceof Error ? error.message : String(error));
    });
    thread.on('exit', (code) => this.#onEnd(start.thread, `it ended with code ${code}`));
    return thread;
  }

  #onMessage(thread: number, message: ThreadMessage): void {
    const [set, report] =
      message === 'ready'
        ? [this.#ready, () => this.#listener.onReady()]
        : [this.#agreed, () => this.#listener.onAgreed()];
    set.add(thread);
    if (set.size === this.#threads.length) report();
  }

  #onEnd(thread: number, reason: string): void {
    if (this.#isDismissed || this.#agreed.has(thread)) return;
    this.#listener.onFault(thread, reason);
  }
}
