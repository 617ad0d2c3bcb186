/**
 * The threads of a run and their supervisor: started together, listened to, started again when they die, ended together.
 *
 * Main thread only. While an actor has no thread, this is the only writer of its state words. A thread that died is
 * replaced by a new one over the same memory, whose actors go on from their committed records; neighbours see a lull.
 */
import {Worker as Thread} from 'node:worker_threads';
import type {CompiledKernels} from '../kernels/kernels.ts';
import {restartsMax, restartWindowMs, threadCodeMebibytes} from '../limits.ts';
import {actorStates} from '../memory/layout.ts';
import type {Pipeline} from '../pipeline.ts';
import type {PipelineSize} from '../shape.ts';
import type {ThreadMessage, ThreadStart} from './protocol.ts';
import {SlidingWindowCounter} from './sliding-window-counter.ts';

/** What the engine wants to hear of its threads. */
export interface SupervisorListener {
  /** Every thread stands ready for the start. */
  onReady(): void;
  /** Every actor of every thread has agreed to the stop. */
  onAgreed(): void;
  /** A thread died, `reason` says how, and another takes its place. */
  onRestart(thread: number, reason: string): void;
  /** A thread died more often than can be borne, and is not started again. */
  onRestartLimit(thread: number, reason: string): void;
  /** A thread printed something, which it never should on its own; Node's warnings come this way. */
  onOutput(text: string): void;
}

/** One place in the crew, whichever thread fills it. */
interface ThreadSlot {
  readonly start: ThreadStart;
  readonly name: string;
  /** Deaths that nobody wanted. */
  readonly deaths: SlidingWindowCounter;
  thread: Thread | undefined;
  restarts: number;
  isReady: boolean;
  hasAgreed: boolean;
  /** Why the present thread is about to die, once that is known. */
  exitReason: string | undefined;
}

const crashedOnPurpose = 'it was crashed on purpose';

export class Supervisor {
  readonly #pipeline: Pipeline;
  readonly #listener: SupervisorListener;
  readonly #slots: readonly ThreadSlot[];
  #isTerminating = false;

  /** @param restarts how often each thread was started again in crews before this one; empty for the first */
  constructor(
    pipeline: Pipeline,
    kernels: CompiledKernels,
    size: PipelineSize,
    originMs: number,
    restarts: readonly number[],
    listener: SupervisorListener,
  ) {
    this.#pipeline = pipeline;
    this.#listener = listener;
    const {memory} = pipeline.memory;
    this.#slots = pipeline.graph.threads.map((actors, thread) => ({
      start: {thread, memory, kernels, size, originMs},
      name: actors.join('+'),
      deaths: new SlidingWindowCounter(restartWindowMs),
      thread: undefined,
      restarts: restarts[thread] ?? 0,
      isReady: false,
      hasAgreed: false,
      exitReason: undefined,
    }));
    for (const post of this.#slots) this.#spawn(post);
  }

  /** How often each thread was started again. */
  get restarts(): readonly number[] {
    return this.#slots.map((post) => post.restarts);
  }

  /**
   * Ends a thread on purpose, wherever it is in its work; it is started again. Without effect on one that has agreed to
   * the stop, or is dying already.
   */
  crash(thread: number): void {
    const post = this.#slots[thread];
    if (post === undefined || post.hasAgreed || post.exitReason !== undefined) return;
    post.exitReason = crashedOnPurpose;
    void post.thread?.terminate();
  }

  /** Ends all threads, whatever they do; resolves when they are gone. */
  async terminate(): Promise<void> {
    this.#isTerminating = true;
    await Promise.all(this.#slots.map((post) => post.thread?.terminate()));
  }

  #spawn(post: ThreadSlot): void {
    // Output is taken over here: written by the thread itself it would run into the picture on the screen.
    const options = {
      workerData: post.start,
      name: post.name,
      stdout: true,
      stderr: true,
      resourceLimits: {codeRangeSizeMb: threadCodeMebibytes},
    };
    const thread = new Thread(new URL('./thread.js', import.meta.url), options);
    const hear = (chunk: Buffer) => this.#listener.onOutput(chunk.toString().trim());
    thread.stdout.on('data', hear);
    thread.stderr.on('data', hear);
    thread.on('message', (message: ThreadMessage) => this.#onMessage(post, message));
    thread.on('error', (error) => {
      post.exitReason ??= error instanceof Error ? error.message : String(error);
    });
    // Only now is it gone for sure: two threads of one actor would be the end of all order.
    thread.on('exit', (code) =>
      this.#onExit(post, post.exitReason ?? `it ended with code ${code}`),
    );
    post.exitReason = undefined;
    post.thread = thread;
  }

  #onMessage(post: ThreadSlot, message: ThreadMessage): void {
    if (message === 'ready') {
      const isFirst = !post.isReady;
      post.isReady = true;
      if (isFirst && this.#slots.every(({isReady}) => isReady)) this.#listener.onReady();
    } else {
      post.hasAgreed = true;
      if (this.#slots.every(({hasAgreed}) => hasAgreed)) this.#listener.onAgreed();
    }
  }

  #onExit(post: ThreadSlot, reason: string): void {
    if (this.#isTerminating || post.hasAgreed) return;
    this.#resetState(post);
    const {thread} = post.start;
    const isWanted = reason === crashedOnPurpose;
    if (!isWanted && post.deaths.add(performance.now()) > restartsMax) {
      const often = `${restartsMax + 1} times within ${restartWindowMs / 1_000} s`;
      this.#listener.onRestartLimit(thread, `${often}, the last time because ${reason}`);
      return;
    }
    post.restarts++;
    this.#spawn(post);
    this.#listener.onRestart(thread, reason);
  }

  /** Says of the dead thread's actors that they are not running, and wakes whoever it may have been about to wake. */
  #resetState(post: ThreadSlot): void {
    const {graph, memory, plan, bells} = this.#pipeline;
    for (const actor of graph.threads[post.start.thread] ?? []) {
      Atomics.store(memory.i32, plan.actors[actor].stateI32, actorStates.indexOf('starting'));
      Atomics.store(memory.i32, plan.actors[actor].waitingForI32, 0);
    }
    for (const bell of bells) bell.forceWake();
  }
}
