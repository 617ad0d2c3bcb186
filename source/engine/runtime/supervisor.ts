import {realpathSync} from 'node:fs';
import {Worker as Thread} from 'node:worker_threads';
import type {PipelineParts} from '../actor/parts.ts';
import {
  immediateRestarts,
  restartPauseMs,
  restartsMax,
  restartWindowMs,
  threadCodeMebibytes,
} from '../base/limits.ts';
import {lookUp} from '../definition/graph.ts';
import type {PipelineShape} from '../definition/types.ts';
import {resetActors} from '../memory/transfer.ts';
import {doneMessage, readyMessage, type ThreadStart} from './protocol.ts';
import {SlidingWindowCounter} from './sliding-window-counter.ts';
import {describeThreadFailure, type ThreadFailure} from './thread-failure.ts';

/** The listener for the events of a supervisor's threads. */
export interface SupervisorListener {
  /** Every thread is ready for the start. */
  onReady(): void;
  /** Every actor of every thread is done. */
  onAllDone(): void;
  /**
   * A thread failed and is restarted after `pauseMs`. `what` is the end of a sentence about it,
   * with the cause.
   */
  onRestart(thread: number, what: string, pauseMs: number): void;
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
  /** The restart after a pause, while it is due. */
  restartTimer: NodeJS.Timeout | undefined;
  /** A thread has been ready once, and the current thread is. */
  isReady: boolean;
  isUp: boolean;
  isDone: boolean;
  /** Why the current thread is about to exit, once that is known. */
  failure: ThreadFailure | undefined;
}

const crashedOnPurpose: ThreadFailure = {
  reason: 'it was crashed on purpose',
  isShortage: false,
  isFatal: false,
};

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
  /** The run has had threads that worked, so the module of the pipeline can be loaded. */
  readonly #hasRun: boolean;
  #isTerminating = false;

  /**
   * Starts the threads.
   * @param common what all threads receive at their start
   * @param restarts restarts of each actor under earlier supervisors of the run; `undefined` for
   *   the first
   */
  constructor(
    parts: PipelineParts,
    shape: PipelineShape,
    common: Pick<ThreadStart, 'pipelineUrl' | 'payload' | 'hasOwnCore' | 'epochMs'>,
    restarts: Readonly<Record<string, number>> | undefined,
    listener: SupervisorListener,
  ) {
    this.#parts = parts;
    this.#listener = listener;
    this.#restarts = {...restarts};
    this.#hasRun = restarts !== undefined;
    const {memory} = parts.memory;
    const {threads} = parts.graph;
    this.#slots = threads.map((actors, thread) => ({
      start: {...common, thread, memory, shape},
      name: actors.join('+'),
      deaths: new SlidingWindowCounter(restartWindowMs),
      thread: undefined,
      restartTimer: undefined,
      isReady: false,
      isUp: false,
      isDone: false,
      failure: undefined,
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
    if (slot === undefined || slot.isDone || slot.failure !== undefined) return;
    slot.failure = crashedOnPurpose;
    void slot.thread?.terminate();
  }

  /** Ends all threads in any state. Resolves when they have exited. */
  async terminate(): Promise<void> {
    this.#isTerminating = true;
    for (const slot of this.#slots) clearTimeout(slot.restartTimer);
    await Promise.all(this.#slots.map((slot) => slot.thread?.terminate()));
  }

  /** Starts the thread of a slot. A system that refuses it counts as a thread that failed. */
  #spawn(slot: ThreadSlot): void {
    slot.failure = undefined;
    slot.isUp = false;
    leaveLostFolder();
    try {
      slot.thread = this.#createThread(slot);
    } catch (error) {
      slot.failure = describeThreadFailure(error);
      slot.thread = undefined;
      slot.restartTimer = setTimeout(() => this.#onExit(slot, ''));
    }
  }

  #createThread(slot: ThreadSlot): Thread {
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
    thread.on('message', (message: unknown) => this.#onMessage(slot, message));
    thread.on('error', (error) => {
      slot.failure ??= describeThreadFailure(error);
    });
    // The restart waits for `exit`, because only then the thread is certainly gone. Two threads
    // that run the same actor would corrupt its state.
    thread.on('exit', (code) => this.#onExit(slot, `it ended with code ${code}`));
    return thread;
  }

  /** Messages of others are ignored: of the pipeline's own modules, and of Node's watch mode. */
  #onMessage(slot: ThreadSlot, message: unknown): void {
    if (message === readyMessage) {
      const isFirst = !slot.isReady;
      slot.isReady = true;
      slot.isUp = true;
      if (isFirst && this.#slots.every(({isReady}) => isReady)) this.#listener.onReady();
    } else if (message === doneMessage) {
      slot.isDone = true;
      if (this.#slots.every(({isDone}) => isDone)) this.#listener.onAllDone();
    }
  }

  #onExit(slot: ThreadSlot, end: string): void {
    if (this.#isTerminating || slot.isDone) return;
    this.#resetState(slot);
    slot.failure ??= {reason: end, isShortage: false, isFatal: false};
    const {failure, start} = slot;
    const isOnPurpose = failure === crashedOnPurpose;
    const deaths = isOnPurpose ? 0 : slot.deaths.add(performance.now());
    const fault = isOnPurpose ? undefined : this.#describeLoss(slot, failure, deaths);
    if (fault !== undefined) {
      this.#listener.onThreadLost(start.thread, fault);
      return;
    }
    const {threads, definedNames} = this.#parts.graph;
    for (const actor of threads[start.thread] ?? []) {
      const name = lookUp(definedNames, actor);
      this.#restarts[name] = (this.#restarts[name] ?? 0) + 1;
    }
    // The first restarts of a thread that has worked are immediate.
    const earlier = slot.isUp ? deaths - immediateRestarts : deaths;
    const pauseMs = earlier > 0 ? restartPauseMs * 2 ** (earlier - 1) : 0;
    const what = `${slot.isUp || isOnPurpose ? 'died' : 'could not start'}: ${failure.reason}`;
    if (pauseMs === 0) this.#spawn(slot);
    else slot.restartTimer = setTimeout(() => this.#spawn(slot), pauseMs);
    this.#listener.onRestart(start.thread, what, pauseMs);
  }

  /** Returns why a thread that failed by itself is not restarted; `undefined` if it is. */
  #describeLoss(slot: ThreadSlot, failure: ThreadFailure, deaths: number): string | undefined {
    const {reason, isShortage, isFatal} = failure;
    // What fails before any work, such as a wrong name or a missing file, would fail again.
    const canRun = this.#hasRun || slot.isReady || isShortage;
    if (!canRun) return `could not start: ${reason}`;
    if (isFatal) return `ended: ${reason}`;
    if (deaths <= restartsMax) return undefined;
    const times = slot.isUp
      ? `died ${deaths} times within ${restartWindowMs / 1_000} s`
      : `could not start in ${deaths} attempts`;
    return `${times}, the last time because ${reason}`;
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

/** Leaves a working folder that is gone. Node.js does not start a thread in it. */
function leaveLostFolder(): void {
  try {
    // Node.js remembers the answer of `process.cwd()`.
    realpathSync.native('.');
  } catch {
    process.chdir('/');
  }
}
