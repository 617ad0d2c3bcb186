import type {AnyPipeline} from '../actor/define.ts';
import {errorMessage} from '../base/errors.ts';
import type {RunningClock} from '../base/running-clock.ts';
import {formatActors, lookUp} from '../definition/graph.ts';
import type {Control} from '../memory/control.ts';
import {collectGarbage} from '../memory/garbage.ts';
import type {SupervisorListener} from '../runtime/supervisor.ts';
import type {Snapshot, StopReport} from '../snapshot/types.ts';
import type {RunState} from '../snapshot/vocabulary.ts';
import type {Sampler} from '../telemetry/sampler.ts';
import {createStopReport} from '../telemetry/stop-report.ts';
import type {RunOptions} from './api.ts';
import type {Deployment} from './deployment.ts';
import {SnapshotPublisher} from './publisher.ts';
import {RunTimers} from './timers.ts';

/**
 * The state machine of a run: starting → running ⇄ paused → draining → stopped | failed; and
 * running or paused ⇄ resizing.
 *
 * Main thread only. Commands go to the threads through shared control words. Progress comes back as
 * counters, which one timer samples into Snapshots. The supervisor detects the exits of threads.
 *
 * For another shape the pipeline drains as for a stop. Then new threads continue from its state.
 */
export class LifeCycle implements SupervisorListener {
  /** Resolves with the last Snapshot once every thread has exited. Never rejects. */
  readonly finished: Promise<Snapshot>;
  readonly publisher: SnapshotPublisher;
  readonly #pipeline: AnyPipeline;
  readonly #deployment: Deployment;
  readonly #sampler: Sampler;
  readonly #timers: RunTimers;
  #resolveFinished: (last: Snapshot) => void = () => {};
  #state: RunState = 'starting';
  /** The outcome; `null` until the run has ended. */
  #outcome: StopReport | null = null;
  /** A caller has requested a stop. Actors and the time limit do not set this. */
  #hasExternalStop = false;
  #isEnding = false;

  /** Starts the threads. */
  constructor(
    pipeline: AnyPipeline,
    deployment: Deployment,
    sampler: Sampler,
    options: RunOptions,
    clock: RunningClock,
  ) {
    this.#pipeline = pipeline;
    this.#deployment = deployment;
    this.#sampler = sampler;
    this.finished = new Promise((resolve) => {
      this.#resolveFinished = resolve;
    });
    this.publisher = new SnapshotPublisher(
      () =>
        sampler.snapshot({
          state: this.#state,
          stoppedBy: this.#control.stopReason ?? null,
          stop: this.#outcome,
          restarts: deployment.restarts,
        }),
      (error) => sampler.log('error', `An observer of the run failed: ${errorMessage(error)}`),
    );
    deployment.spawn(this);
    this.#timers = new RunTimers(deployment, sampler, options, clock, {
      onSample: () => this.#tick(),
      onTimeLimit: () => this.#stopFor('duration'),
      onDeadline: (fault) => void this.#end(fault),
    });
  }

  /** Whether commands still have an effect. */
  get canChange(): boolean {
    return this.#isUnderWay || (this.#state === 'starting' && !this.#hasExternalStop);
  }

  /** Whether the run has ended, or is about to. */
  get isOver(): boolean {
    return this.#isEnding || this.#state === 'stopped' || this.#state === 'failed';
  }

  /** Pauses or resumes the run. Has no effect before the start and after a stop. */
  setPaused(paused: boolean): void {
    if (paused === this.#control.isPaused || !this.#isUnderWay) return;
    this.#control.setPaused(paused);
    this.#sampler.log('info', paused ? 'Paused' : 'Resumed');
    if (this.#state !== 'resizing') this.#setPaused(paused);
    this.#sampleAndPublish();
  }

  /** Requests a stop for a caller. A second request ends the run at once. */
  stop(by: string): void {
    if (this.isOver) return;
    if (this.#hasExternalStop) return void this.#end('it was stopped at once');
    this.#stopFor(by);
    this.#hasExternalStop = true;
  }

  /** Drains the pipeline if another shape is requested. `#redeploy` applies it after the drain. */
  drainIfOutdated(): void {
    const isAtWork = this.#state === 'running' || this.#state === 'paused';
    if (!isAtWork || this.#deployment.isUpToDate) return;
    this.#sampler.beginReshape();
    if (this.#state === 'paused') this.#sampler.resume();
    this.#state = 'resizing';
    this.#timers.startDeadline();
    this.#control.setDraining(true);
  }

  onReady(): void {
    if (this.#state === 'starting') this.#begin();
    else if (this.#state === 'resizing') this.#setPaused(this.#control.isPaused);
    this.drainIfOutdated();
    this.publisher.publish();
  }

  onAllDone(): void {
    // Actors can also be done without a request for a stop, at the end of their input.
    if (this.#state !== 'resizing') this.#control.requestStop('done');
    this.#detectStop();
    if (this.#state === 'resizing') void this.#redeploy();
    else void this.#end(null);
  }

  onRestart(thread: number, what: string, pauseMs: number): void {
    const {graph} = this.#deployment.parts;
    const name = lookUp(graph.definedNames, graph.threads[thread]?.[0] ?? '');
    const when = pauseMs > 0 ? ` in ${pauseMs / 1_000} s` : '';
    const restart = `restart ${this.#deployment.restarts[name]}${when}`;
    this.#sampler.recordRestart(`The thread of ${formatActors(graph, thread)} ${what}; ${restart}`);
    this.publisher.publish();
  }

  onThreadLost(thread: number, end: string): void {
    const fault = `the thread of ${formatActors(this.#deployment.parts.graph, thread)} ${end}`;
    this.#sampler.log('error', fault);
    this.#control.requestStop('fault');
    void this.#end(fault);
  }

  onOutput(text: string): void {
    this.#sampler.log('warn', text);
  }

  get #control(): Control {
    return this.#deployment.parts.control;
  }

  /** Whether the pipeline runs, or can run again after a pause or a change of shape. */
  get #isUnderWay(): boolean {
    return !this.isOver && ['running', 'paused', 'resizing'].includes(this.#state);
  }

  #begin(): void {
    this.#state = 'running';
    this.#sampler.begin();
    this.#control.start();
    this.#timers.begin();
  }

  /** Enters the paused or the running state, and pauses or resumes sampler and duration with it. */
  #setPaused(paused: boolean): void {
    this.#state = paused ? 'paused' : 'running';
    for (const watch of [this.#sampler, this.#timers.timeLimit]) {
      if (paused) watch.pause();
      else watch.resume();
    }
  }

  /** Continues in another shape with other threads. Precondition: the pipeline has drained. */
  async #redeploy(): Promise<void> {
    this.#timers.cancelDeadline();
    this.#sampler.sample();
    this.#sampler.pause();
    await this.#deployment.terminate();
    if (this.isOver) return;
    if (this.#control.stopReason !== undefined) return void this.#end(null);
    try {
      this.#deployment.replace(this);
    } catch (error) {
      return void this.#end(`no threads could be started: ${errorMessage(error)}`);
    }
    this.#sampler.finishReshape(this.#deployment.parts, this.#deployment.targetShape);
    // Frees the old rings.
    collectGarbage();
  }

  #stopFor(reason: string): void {
    this.#control.requestStop(reason);
    this.#detectStop();
  }

  /**
   * Enters the draining state and starts the deadline, if a caller or an actor requested a stop.
   */
  #detectStop(): void {
    const by = this.#control.stopReason;
    if (by === undefined || this.isOver || this.#state === 'draining') return;
    this.#sampler.beginDrain();
    if (this.#state === 'paused') this.#sampler.resume();
    this.#state = 'draining';
    this.#timers.startDeadline();
    this.#sampler.log('info', `Stopping (${by})`);
    this.publisher.publish();
  }

  #tick(): void {
    this.#detectStop();
    // Nothing changes during a pause: no Snapshot is published, and no frame is drawn.
    if (this.#state === 'paused' && !this.#sampler.hasMoved()) return;
    this.#sampleAndPublish();
  }

  /**
   * Ends the run.
   * @param fault why the end is unclean; `null` when it is clean
   */
  async #end(fault: string | null): Promise<void> {
    if (this.isOver) return;
    this.#isEnding = true;
    this.#timers.end();
    const before = this.#sampler.sample();
    const hasBegun = this.#state !== 'starting';
    this.#sampler.pause();
    await this.#deployment.terminate();
    // The sample before `terminate` shows which actors were not done. This sample reads the final
    // counts, because no thread writes after `terminate`.
    this.#sampler.sample();
    const by = this.#control.stopReason ?? 'fault';
    this.#outcome = createStopReport(
      this.#pipeline,
      this.#deployment.parts,
      by,
      fault,
      hasBegun ? before : undefined,
      this.#sampler.reading,
    );
    this.#state = this.#outcome.clean ? 'stopped' : 'failed';
    this.publisher.publish();
    this.#resolveFinished(this.publisher.getSnapshot());
  }

  #sampleAndPublish(): void {
    this.#sampler.sample();
    this.publisher.publish();
  }
}
