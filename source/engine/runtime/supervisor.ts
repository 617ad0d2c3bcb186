import {Worker as Thread} from 'node:worker_threads';
import type {CompiledKernels} from '../kernels/kernels.ts';
import {restartsMax, restartWindowMs, threadCodeMebibytes} from '../limits.ts';
import {actorStates} from '../memory/layout.ts';
import type {Pipeline} from '../pipeline.ts';
import type {PipelineSize} from '../shape.ts';
import type {ThreadMessage, ThreadStart} from './protocol.ts';
import {SlidingWindowCounter} from './sliding-window-counter.ts';

/** The listener for the events of a supervisor's threads. */
export interface SupervisorListener {
  /** Every thread is ready for the start. */
  onReady(): void;
  /** Every actor of every thread has agreed to the stop. */
  onAgreed(): void;
  /** A thread died and was restarted. `reason` is the cause of its exit. */
  onRestart(thread: number, reason: string): void;
  /** A thread died more often than `restartsMax` allows, and is not restarted. */
  onRestartLimit(thread: number, reason: string): void;
  /** A thread wrote output. The project's code never does; Node's warnings arrive here. */
  onOutput(text: string): void;
}

/** An entry of the graph's threads, with the thread that currently runs it. */
interface ThreadSlot {
  readonly start: ThreadStart;
  readonly name: string;
  /** Unintended exits. */
  readonly deaths: SlidingWindowCounter;
  thread: Thread | undefined;
  restarts: number;
  isReady: boolean;
  hasAgreed: boolean;
  /** Why the current thread is about to exit, once that is known. */
  exitReason: string | undefined;
}

const crashedOnPurpose = 'it was crashed on purpose';

/**
 * The supervisor of a run's threads. It starts them together, listens to them, restarts those that
 * die, and terminates them together.
 *
 * Main thread only. While an actor does not have a thread, the supervisor is the only writer of the
 * actor's state words. A new thread over the same memory replaces a thread that died. Its actors
 * continue from their committed state records. Neighbours only see a pause in the traffic.
 */
export class Supervisor {
  readonly #pipeline: Pipeline;
  readonly #listener: SupervisorListener;
  readonly #slots: readonly ThreadSlot[];
  #isTerminating = false;

  /**
   * Starts the threads.
   * @param originMs origin of all clocks of the process, in milliseconds of the monotonic clock
   * @param restarts restarts of each thread under earlier supervisors of the run; empty for the
   *   first
   */
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

  /** Restarts of each thread since the start of the run. */
  get restarts(): readonly number[] {
    return this.#slots.map((post) => post.restarts);
  }

  /**
   * Ends a thread on purpose, at any point of its work. The supervisor restarts it. Has no effect
   * on a thread that has agreed to the stop or is already exiting.
   */
  crash(thread: number): void {
    const post = this.#slots[thread];
    if (post === undefined || post.hasAgreed || post.exitReason !== undefined) return;
    post.exitReason = crashedOnPurpose;
    void post.thread?.terminate();
  }

  /** Ends all threads in any state. Resolves when they have exited. */
  async terminate(): Promise<void> {
    this.#isTerminating = true;
    await Promise.all(this.#slots.map((post) => post.thread?.terminate()));
  }

  #spawn(post: ThreadSlot): void {
    // The supervisor receives the thread's output. If the thread wrote to the terminal itself, the
    // output would corrupt the frame on the screen.
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
    // The restart waits for `exit`, because only then the thread is certainly gone. Two threads
    // that run the same actor would corrupt its state.
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

  /**
   * Resets the state words of the dead thread's actors to not running. Wakes all threads, because
   * the dead thread may have been about to wake one of them.
   */
  #resetState(post: ThreadSlot): void {
    const {graph, memory, plan, bells} = this.#pipeline;
    for (const actor of graph.threads[post.start.thread] ?? []) {
      Atomics.store(memory.i32, plan.actors[actor].stateI32, actorStates.indexOf('starting'));
      Atomics.store(memory.i32, plan.actors[actor].waitingForI32, 0);
    }
    for (const bell of bells) bell.forceWake();
  }
}
