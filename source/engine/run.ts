import type {Engine, EngineOptions} from './api.ts';
import {Broadcast} from './broadcast.ts';
import {Deployment, type Staff} from './deployment.ts';
import {AddressSpaceError, OutOfMemoryError} from './errors.ts';
import {type ActorName, actorsInWords, threadOf} from './graph.ts';
import {stopDeadlineMs} from './limits.ts';
import type {Control, StopReason} from './memory/control.ts';
import {collectGarbage} from './memory/garbage.ts';
import type {Pipeline} from './pipeline.ts';
import {Chaos} from './runtime/chaos.ts';
import {Countdown} from './runtime/countdown.ts';
import {Duration} from './runtime/duration.ts';
import type {Supervisor, SupervisorListener} from './runtime/supervisor.ts';
import type {Mode, PipelineSize} from './shape.ts';
import type {LogLevel} from './telemetry/log.ts';
import type {RunFacts, Sampler} from './telemetry/sampler.ts';
import type {RunState, Snapshot, StopReport} from './telemetry/snapshot.ts';
import {createStopReport} from './telemetry/stop-report.ts';

const sampleIntervalMs = 100;

/**
 * The state machine of a run: starting → running ⇄ paused → draining → stopped | failed; and
 * running or paused ⇄ resizing.
 *
 * Main thread only. Commands go to the threads through shared control words. Progress comes back as
 * counters, which one timer samples into Snapshots. Threads send messages only when they are ready
 * and when they have agreed to stop. The supervisor detects their exits.
 *
 * For a resize the pipeline drains as for a stop. A new supervisor then starts new threads, which
 * continue from the same state in other rings.
 */
export class Run implements Engine, SupervisorListener {
  readonly finished: Promise<Snapshot>;
  readonly #installation: Deployment;
  readonly #sampler: Sampler;
  readonly #stopDeadlineMs: number;
  readonly #duration: Duration;
  readonly #deadline = new Countdown();
  readonly #chaos: Chaos;
  readonly #broadcast: Broadcast;
  #resolveFinished: (last: Snapshot) => void = () => {};
  #state: RunState = 'starting';
  readonly #sampleTimer: NodeJS.Timeout;
  /** The outcome; `null` until the run has ended. */
  #outcome: StopReport | null = null;
  /** A caller has requested a stop. The beats target and the duration do not set this. */
  #isAsked = false;
  #isEnding = false;

  /** Starts the threads. */
  constructor(pipeline: Pipeline, sampler: Sampler, options: EngineOptions, staff: Staff) {
    this.#sampler = sampler;
    this.#installation = new Deployment(pipeline, options, staff, this);
    this.#stopDeadlineMs = options.stopDeadlineMs ?? stopDeadlineMs;
    this.#duration = new Duration(
      options.durationSeconds,
      () => sampler.runningSeconds(),
      () => this.#stopFor('duration'),
    );
    const chaosMeanMs = (options.chaosMeanSeconds ?? Number.POSITIVE_INFINITY) * 1_000;
    const {threads} = pipeline.graph;
    this.#chaos = new Chaos(chaosMeanMs, threads.length, (thread) =>
      this.#supervisor.crash(thread),
    );
    this.finished = new Promise((resolve) => {
      this.#resolveFinished = resolve;
    });
    this.#broadcast = new Broadcast(sampler, () => this.#facts());
    this.#sampleTimer = setInterval(() => this.#tick(), sampleIntervalMs);
  }

  getSnapshot(): Snapshot {
    return this.#broadcast.getSnapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#broadcast.subscribe(listener);
  }

  get isPaused(): boolean {
    return this.#control.isPaused;
  }

  get size(): PipelineSize {
    return this.#installation.goal;
  }

  setMode(mode: Mode): void {
    if (mode === this.#control.mode || !this.#canChange) return;
    this.#sampler.changeSettings({mode});
    this.#control.setMode(mode);
    this.#broadcast.publish();
  }

  setBeatPeriodMs(periodMs: number): void {
    if (periodMs === this.#control.beatPeriodMs || !this.#canChange) return;
    this.#sampler.changeSettings({beatPeriodMs: periodMs});
    this.#control.setBeatPeriodMs(periodMs);
    this.#broadcast.publish();
  }

  setBeatsTarget(beats: number): void {
    this.#control.setBeatsTarget(beats);
  }

  setPaused(paused: boolean): void {
    if (paused === this.isPaused || !this.#isUnderWay) return;
    this.#control.setPaused(paused);
    this.#sampler.say('info', paused ? 'Paused' : 'Resumed');
    if (this.#state !== 'resizing') this.#rest(paused);
    this.#sampleAndPublish();
  }

  resize(size: PipelineSize): void {
    if (!this.#canChange) return;
    try {
      this.#installation.prepare(size);
    } catch (error) {
      const isRefused = error instanceof OutOfMemoryError || error instanceof AddressSpaceError;
      if (!isRefused) throw error;
      this.#sampler.say('warn', `No capacity of ${size.capacityMessages}: ${error.message}`);
    }
    this.#drainIfOutdated();
    this.#broadcast.publish();
  }

  crash(actor: ActorName): void {
    this.#supervisor.crash(threadOf(this.#installation.pipeline.graph, actor));
  }

  say(level: LogLevel, text: string): void {
    this.#sampler.say(level, text);
    if (!this.#isOver) this.#broadcast.publish();
  }

  stop(by: StopReason): void {
    if (this.#isOver) return;
    if (this.#isAsked) {
      void this.#end('it was stopped at once');
      return;
    }
    this.#isAsked = true;
    this.#stopFor(by);
  }

  onReady(): void {
    if (this.#state === 'starting') this.#begin();
    else if (this.#state === 'resizing') this.#rest(this.isPaused);
    this.#drainIfOutdated();
    this.#broadcast.publish();
  }

  onAgreed(): void {
    this.#detectStop();
    if (this.#state === 'resizing') void this.#redeploy();
    else void this.#end(null);
  }

  onRestart(thread: number, reason: string): void {
    const restarts = this.#supervisor.restarts[thread];
    this.#sampler.recordRestart();
    this.#sampler.say(
      'warn',
      `The thread of ${this.#actorsOf(thread)} died: ${reason}; restart ${restarts}`,
    );
    this.#broadcast.publish();
  }

  onRestartLimit(thread: number, reason: string): void {
    const fault = `the thread of ${this.#actorsOf(thread)} died ${reason}`;
    this.#sampler.say('error', fault);
    this.#control.requestStop('fault');
    void this.#end(fault);
  }

  onOutput(text: string): void {
    this.#sampler.say('warn', text);
  }

  #actorsOf(thread: number): string {
    return actorsInWords(this.#installation.pipeline.graph, thread);
  }

  get #control(): Control {
    return this.#installation.pipeline.control;
  }

  get #supervisor(): Supervisor {
    return this.#installation.supervisor;
  }

  /** Whether the pipeline runs, or can run again after a pause or a resize. */
  get #isUnderWay(): boolean {
    return !this.#isOver && ['running', 'paused', 'resizing'].includes(this.#state);
  }

  get #canChange(): boolean {
    return this.#isUnderWay || (this.#state === 'starting' && !this.#isAsked);
  }

  get #isOver(): boolean {
    return this.#isEnding || this.#state === 'stopped' || this.#state === 'failed';
  }

  #begin(): void {
    this.#state = 'running';
    this.#sampler.begin();
    this.#control.start();
    this.#duration.resume();
    this.#chaos.start();
  }

  /** Enters the paused or the running state, and pauses or resumes sampler and duration with it. */
  #rest(paused: boolean): void {
    this.#state = paused ? 'paused' : 'running';
    for (const watch of [this.#sampler, this.#duration]) {
      if (paused) watch.pause();
      else watch.resume();
    }
  }

  /**
   * Drains the pipeline if another size is requested. `#redeploy` applies the size after the drain.
   */
  #drainIfOutdated(): void {
    const isAtWork = this.#state === 'running' || this.#state === 'paused';
    if (!isAtWork || this.#installation.isUpToDate) return;
    this.#sampler.beginResize();
    if (this.#state === 'paused') this.#sampler.resume();
    this.#state = 'resizing';
    this.#duration.pause();
    this.#startDeadline();
    this.#control.setDraining(true);
  }

  /** Continues in other rings with other threads. Precondition: the pipeline has drained. */
  async #redeploy(): Promise<void> {
    this.#deadline.cancel();
    this.#sampler.sample();
    this.#sampler.pause();
    await this.#supervisor.terminate();
    if (this.#isOver) return;
    if (this.#control.stopReason !== undefined) {
      void this.#end(null);
      return;
    }
    try {
      this.#installation.replace();
    } catch (error) {
      void this.#end(
        `no threads could be started: ${error instanceof Error ? error.message : error}`,
      );
      return;
    }
    this.#sampler.finishResize(this.#installation.pipeline, this.size);
    // Frees the old rings.
    collectGarbage();
  }

  /** Starts the deadline within which all actors must agree to a stop. */
  #startDeadline(): void {
    const fault = `not all actors agreed within ${this.#stopDeadlineMs / 1_000} s`;
    this.#deadline.start(this.#stopDeadlineMs, () => void this.#end(fault));
  }

  #stopFor(reason: StopReason): void {
    this.#control.requestStop(reason);
    this.#detectStop();
  }

  /**
   * Enters the draining state and starts the deadline, if a caller or an actor requested a stop.
   */
  #detectStop(): void {
    const by = this.#control.stopReason;
    if (by === undefined || this.#isOver || this.#state === 'draining') return;
    this.#sampler.beginDrain();
    if (this.#state === 'paused') this.#sampler.resume();
    this.#state = 'draining';
    this.#duration.pause();
    this.#sampler.say('info', `Stopping (${by})`);
    this.#startDeadline();
    this.#broadcast.publish();
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
    if (this.#isOver) return;
    this.#isEnding = true;
    clearInterval(this.#sampleTimer);
    this.#duration.pause();
    this.#deadline.cancel();
    this.#chaos.stop();
    const {actors} = this.#sampler.sample();
    this.#sampler.pause();
    await this.#supervisor.terminate();
    // The sample before `terminate` shows which actors had not agreed. This sample reads the final
    // counts, because no thread writes after `terminate`.
    this.#sampler.sample();
    const by = this.#control.stopReason ?? 'fault';
    this.#outcome = createStopReport(by, fault, actors, this.#sampler.reading);
    this.#state = this.#outcome.clean ? 'stopped' : 'failed';
    this.#broadcast.publish();
    this.#resolveFinished(this.getSnapshot());
  }

  #sampleAndPublish(): void {
    this.#sampler.sample();
    this.#broadcast.publish();
  }

  #facts(): RunFacts {
    return {
      state: this.#state,
      stoppedBy: this.#control.stopReason ?? null,
      stop: this.#outcome,
      restarts: this.#supervisor.restarts,
    };
  }
}
