import {Worker as Thread} from 'node:worker_threads';
import type {PipelineParts} from '../actor/parts.ts';
import {errorMessage} from '../base/errors.ts';
import {restartsMax, restartWindowMs, threadCodeMebibytes} from '../base/limits.ts';
import {lookUp} from '../definition/graph.ts';
import type {PipelineShape} from '../definition/types.ts';
import {resetActors} from '../memory/transfer.ts';
import type {ThreadMessage, ThreadStart} from './protocol.ts';
import {SlidingWindowCounter} from './sliding-window-counter.ts';

/** The listener for the events of a supervisor's threads. */
export interface SupervisorListener {
  /** Every thread is ready for the start. */
  onReady(): void;
  /** Every actor of every thread is done. */
  onAllDone(): void;
  /** A thread died and was restarted. `reason` is the cause of its exit. */
  onRestart(thread: number, reason: string): void;
  /** A thread died and is not restarted. `fault` is the end of a sentence about it. */
  onThreadLost(thread: number, fault: string): void;
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
  isReady: boolean;
  isDone: boolean;
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
  readonly #parts: PipelineParts;
  readonly #listener: SupervisorListener;
  readonly #slots: readonly ThreadSlot[];
  readonly #restarts: Record<string, number>;
  #isTerminating = false;

  /**
   * Starts the threads.
   * @param common what all threads receive at their start
   * @param restarts restarts of each actor under earlier supervisors of the run; empty for the
   *   first
   */
  constructor(
    parts: PipelineParts,
    shape: PipelineShape,
    common: Pick<ThreadStart, 'pipelineUrl' | 'payload' | 'hasOwnCore' | 'epochMs'>,
    restarts: Readonly<Record<string, number>>,
    listener: SupervisorListener,
  ) {
    this.#parts = parts;
    this.#listener = listener;
    this.#restarts = {...restarts};
    const {memory} = parts.memory;
    const {threads} = parts.graph;
    this.#slots = threads.map((actors, thread) => ({
      start: {...common, thread, memory, shape},
      name: actors.join('+'),
      deaths: new SlidingWindowCounter(restartWindowMs),
      thread: undefined,
      isReady: false,
      isDone: false,
      exitReason: undefined,
    }));
    for (const slot of this.#slots) this.#spawn(slot);
  }

  /** Restarts of each actor, in all lanes, since the start of the run, by its defined name. */
  get restarts(): Readonly<Record<string, number>> {
    return this.#restarts;
  }

  /**
   * Ends a thread on purpose, at any point of its work. The supervisor restarts it. Has no effect
   * on a thread that is done or is already exiting.
   */
  crash(thread: number): void {
    const slot = this.#slots[thread];
    if (slot === undefined || slot.isDone || slot.exitReason !== undefined) return;
    slot.exitReason = crashedOnPurpose;
    void slot.thread?.terminate();
  }

  /** Ends all threads in any state. Resolves when they have exited. */
  async terminate(): Promise<void> {
    this.#isTerminating = true;
    await Promise.all(this.#slots.map((slot) => slot.thread?.terminate()));
  }

  #spawn(slot: ThreadSlot): void {
    // The supervisor receives the thread's output. If the thread wrote to the terminal itself, the
    // output would corrupt the frame on the screen.
    const options = {
      workerData: slot.start,
      name: slot.name,
      stdout: true,
      stderr: true,
      resourceLimits: {codeRangeSizeMb: threadCodeMebibytes},
    };
    const thread = new Thread(new URL('./thread.js', import.meta.url), options);
    const onOutput = (chunk: Buffer) => this.#listener.onOutput(chunk.toString().trim());
    thread.stdout.on('data', onOutput);
    thread.stderr.on('data', onOutput);
    thread.on('message', (message: ThreadMessage) => this.#onMessage(slot, message));
    thread.on('error', (error) => {
      slot.exitReason ??= errorMessage(error);
    });
    // The restart waits for `exit`, because only then the thread is certainly gone. Two threads
    // that run the same actor would corrupt its state.
    thread.on('exit', (code) =>
      this.#onExit(slot, slot.exitReason ?? `it ended with code ${code}`),
    );
    slot.exitReason = undefined;
    slot.thread = thread;
  }

  #onMessage(slot: ThreadSlot, message: ThreadMessage): void {
    if (message === 'ready') {
      const isFirst = !slot.isReady;
      slot.isReady = true;
      if (isFirst && this.#slots.every(({isReady}) => isReady)) this.#listener.onReady();
    } else {
      slot.isDone = true;
      if (this.#slots.every(({isDone}) => isDone)) this.#listener.onAllDone();
    }
  }

  #onExit(slot: ThreadSlot, reason: string): void {
    if (this.#isTerminating || slot.isDone) return;
    this.#resetState(slot);
    const {thread} = slot.start;
    const fault = reason === crashedOnPurpose ? undefined : this.#countDeath(slot, reason);
    if (fault !== undefined) {
      this.#listener.onThreadLost(thread, fault);
      return;
    }
    const {threads, definedNames} = this.#parts.graph;
    for (const actor of threads[thread] ?? []) {
      const name = lookUp(definedNames, actor);
      this.#restarts[name] = (this.#restarts[name] ?? 0) + 1;
    }
    this.#spawn(slot);
    this.#listener.onRestart(thread, reason);
  }

  /** Returns why a thread that died by itself is not restarted; `undefined` if it is. */
  #countDeath(slot: ThreadSlot, reason: string): string | undefined {
    // What fails before any work, such as a wrong name or a missing file, would fail again.
    if (!slot.isReady) return `could not start: ${reason}`;
    if (slot.deaths.add(performance.now()) <= restartsMax) return undefined;
    const often = `${restartsMax + 1} times within ${restartWindowMs / 1_000} s`;
    return `died ${often}, the last time because ${reason}`;
  }

  /**
   * Resets the state words of the dead thread's actors to not running. Wakes all threads, because
   * the dead thread may have been about to wake one of them.
   */
  #resetState({start}: ThreadSlot): void {
    const {graph, memory, plan, bells} = this.#parts;
    resetActors(memory.i32, plan, graph.threads[start.thread] ?? []);
    for (const bell of bells) bell.forceWake();
  }
}
