/**
 * The life of a run: starting → running ⇄ paused → draining → stopped | failed; and running or paused ⇄ resizing.
 *
 * Lives on the main thread. Commands go out through shared control words; what happens comes back as counters, which one
 * timer samples into Snapshots. Threads speak up only when they are ready, when they have agreed to stop, and when they die.
 *
 * A run is given another size by letting it drain as for a stop, and hiring a new crew over its state in other rings.
 */

import type {Engine, EngineOptions} from './api.ts';
import {Broadcast} from './broadcast.ts';
import {AddressSpaceError, MemoryRefusedError} from './errors.ts';
import {type ActorName, actorsInWords, threadOf} from './graph.ts';
import {Installation, type Staff} from './installation.ts';
import {stopDeadlineMs} from './limits.ts';
import {collectGarbage} from './memory/collect.ts';
import type {Control, StopReason} from './memory/control.ts';
import type {Pipeline} from './pipeline.ts';
import {Chaos} from './runtime/chaos.ts';
import {Countdown} from './runtime/countdown.ts';
import type {Crew, CrewListener} from './runtime/crew.ts';
import {Duration} from './runtime/duration.ts';
import type {Mode, PipelineSize} from './shape.ts';
import type {LogLevel} from './telemetry/log.ts';
import type {Recorder, RunFacts} from './telemetry/recorder.ts';
import type {RunState, Snapshot, StopReport} from './telemetry/snapshot.ts';
import {reportStop} from './telemetry/stop.ts';

const sampleIntervalMs = 100;

export class Run implements Engine, CrewListener {
  readonly finished: Promise<Snapshot>;
  readonly #installation: Installation;
  readonly #recorder: Recorder;
  readonly #stopDeadlineMs: number;
  readonly #duration: Duration;
  readonly #deadline = new Countdown();
  readonly #chaos: Chaos;
  readonly #broadcast: Broadcast;
  #resolveFinished: (last: Snapshot) => void = () => {};
  #state: RunState = 'starting';
  readonly #sampleTimer: NodeJS.Timeout;
  /** The outcome, once there is one. */
  #outcome: StopReport | null = null;
  /** Somebody outside has asked for a stop; beats done and duration do not count. */
  #isAsked = false;
  #isEnding = false;

  /** Starts the threads. */
  constructor(pipeline: Pipeline, recorder: Recorder, options: EngineOptions, staff: Staff) {
    this.#recorder = recorder;
    this.#installation = new Installation(pipeline, options, staff, this);
    this.#stopDeadlineMs = options.stopDeadlineMs ?? stopDeadlineMs;
    this.#duration = new Duration(
      options.durationSeconds,
      () => recorder.runningSeconds(),
      () => this.#stopFor('duration'),
    );
    const chaosMeanMs = (options.chaosMeanSeconds ?? Number.POSITIVE_INFINITY) * 1_000;
    const {threads} = pipeline.graph;
    this.#chaos = new Chaos(chaosMeanMs, threads.length, (thread) => this.#crew.crash(thread));
    this.finished = new Promise((resolve) => {
      this.#resolveFinished = resolve;
    });
    this.#broadcast = new Broadcast(recorder, () => this.#facts());
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
    this.#recorder.changeShape({mode});
    this.#control.setMode(mode);
    this.#broadcast.publish();
  }

  setBeatPeriodMs(periodMs: number): void {
    if (periodMs === this.#control.beatPeriodMs || !this.#canChange) return;
    this.#recorder.changeShape({beatPeriodMs: periodMs});
    this.#control.setBeatPeriodMs(periodMs);
    this.#broadcast.publish();
  }

  setBeatsTarget(beats: number): void {
    this.#control.setBeatsTarget(beats);
  }

  setPaused(paused: boolean): void {
    if (paused === this.isPaused || !this.#isUnderWay) return;
    this.#control.setPaused(paused);
    this.#recorder.say('info', paused ? 'Paused' : 'Resumed');
    if (this.#state !== 'resizing') this.#rest(paused);
    this.#sampleAndPublish();
  }

  resize(size: PipelineSize): void {
    if (!this.#canChange) return;
    try {
      this.#installation.aimAt(size);
    } catch (error) {
      const isRefused = error instanceof MemoryRefusedError || error instanceof AddressSpaceError;
      if (!isRefused) throw error;
      this.#recorder.say('warn', `No capacity of ${size.capacityMessages}: ${error.message}`);
    }
    this.#drainUnlessAsWanted();
    this.#broadcast.publish();
  }

  crash(actor: ActorName): void {
    this.#crew.crash(threadOf(this.#installation.pipeline.graph, actor));
  }

  say(level: LogLevel, text: string): void {
    this.#recorder.say(level, text);
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
    this.#drainUnlessAsWanted();
    this.#broadcast.publish();
  }

  onAgreed(): void {
    this.#noticeStop();
    if (this.#state === 'resizing') void this.#moveOn();
    else void this.#end(null);
  }

  onRestart(thread: number, reason: string): void {
    const restarts = this.#crew.restarts[thread];
    this.#recorder.noteRestart();
    this.#recorder.say(
      'warn',
      `The thread of ${this.#actorsOf(thread)} died: ${reason}; restart ${restarts}`,
    );
    this.#broadcast.publish();
  }

  onFault(thread: number, reason: string): void {
    const fault = `the thread of ${this.#actorsOf(thread)} died ${reason}`;
    this.#recorder.say('error', fault);
    this.#control.requestStop('fault');
    void this.#end(fault);
  }

  onOutput(text: string): void {
    this.#recorder.say('warn', text);
  }

  #actorsOf(thread: number): string {
    return actorsInWords(this.#installation.pipeline.graph, thread);
  }

  get #control(): Control {
    return this.#installation.pipeline.control;
  }

  get #crew(): Crew {
    return this.#installation.crew;
  }

  /** The pipeline works, or will again. */
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
    this.#recorder.begin();
    this.#control.start();
    this.#duration.resume();
    this.#chaos.start();
  }

  /** The pipeline is at rest from here on, or at work again. */
  #rest(paused: boolean): void {
    this.#state = paused ? 'paused' : 'running';
    for (const watch of [this.#recorder, this.#duration]) {
      if (paused) watch.pause();
      else watch.resume();
    }
  }

  /** Lets the pipeline drain when it is to have another size; once it has, `#moveOn` gives it that. */
  #drainUnlessAsWanted(): void {
    const isAtWork = this.#state === 'running' || this.#state === 'paused';
    if (!isAtWork || this.#installation.isAsWanted) return;
    this.#recorder.beginResize();
    if (this.#state === 'paused') this.#recorder.resume();
    this.#state = 'resizing';
    this.#duration.pause();
    this.#startDeadline();
    this.#control.setEmptying(true);
  }

  /** The pipeline has drained: it goes on in other rings, with other threads. */
  async #moveOn(): Promise<void> {
    this.#deadline.cancel();
    this.#recorder.sample();
    this.#recorder.pause();
    await this.#crew.dismiss();
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
    this.#recorder.finishResize(this.#installation.pipeline, this.size);
    // The old rings.
    collectGarbage();
  }

  /** Actors have so long to agree. */
  #startDeadline(): void {
    const fault = `not all actors agreed within ${this.#stopDeadlineMs / 1_000} s`;
    this.#deadline.start(this.#stopDeadlineMs, () => void this.#end(fault));
  }

  #stopFor(reason: StopReason): void {
    this.#control.requestStop(reason);
    this.#noticeStop();
  }

  /** Goes to draining, whoever asked, and sets the deadline. */
  #noticeStop(): void {
    const by = this.#control.stopReason;
    if (by === undefined || this.#isOver || this.#state === 'draining') return;
    this.#recorder.beginDrain();
    if (this.#state === 'paused') this.#recorder.resume();
    this.#state = 'draining';
    this.#duration.pause();
    this.#recorder.say('info', `Stopping (${by})`);
    this.#startDeadline();
    this.#broadcast.publish();
  }

  #tick(): void {
    this.#noticeStop();
    // Nothing moves in a pause: the picture stands still, and nothing is drawn.
    if (this.#state === 'paused' && !this.#recorder.hasMoved()) return;
    this.#sampleAndPublish();
  }

  /** The end of the run: `fault` says why it is not a clean one. */
  async #end(fault: string | null): Promise<void> {
    if (this.#isOver) return;
    this.#isEnding = true;
    clearInterval(this.#sampleTimer);
    this.#duration.pause();
    this.#deadline.cancel();
    this.#chaos.stop();
    const {actors} = this.#recorder.sample();
    this.#recorder.pause();
    await this.#crew.dismiss();
    // Who held out is seen before the threads are gone, the counts when nothing moves any more.
    this.#recorder.sample();
    const by = this.#control.stopReason ?? 'fault';
    this.#outcome = reportStop(by, fault, actors, this.#recorder.reading);
    this.#state = this.#outcome.clean ? 'stopped' : 'failed';
    this.#broadcast.publish();
    this.#resolveFinished(this.getSnapshot());
  }

  #sampleAndPublish(): void {
    this.#recorder.sample();
    this.#broadcast.publish();
  }

  #facts(): RunFacts {
    return {
      state: this.#state,
      stoppedBy: this.#control.stopReason ?? null,
      stop: this.#outcome,
      restarts: this.#crew.restarts,
    };
  }
}
