/**
 * The life of a run: starting → running ⇄ paused → draining → stopped | failed.
 *
 * Lives on the main thread. Commands go out through shared control words; what happens comes back as counters, which one
 * timer samples into Snapshots. Threads speak up only when they are ready, when they have agreed to stop, and when they die.
 */
import type {Engine, EngineOptions} from './api.ts';
import {formatBeatRate} from './beat-rate.ts';
import {type ActorName, threadOf} from './graph.ts';
import {stopDeadlineMs} from './limits.ts';
import type {Mode, StopReason} from './memory/control.ts';
import type {Pipeline} from './pipeline.ts';
import {Chaos} from './runtime/chaos.ts';
import {Countdown} from './runtime/countdown.ts';
import type {Crew, CrewListener} from './runtime/crew.ts';
import type {LogLevel} from './telemetry/log.ts';
import type {Recorder, RunFacts} from './telemetry/recorder.ts';
import type {RunState, Snapshot, StopReport} from './telemetry/snapshot.ts';
import {reportStop} from './telemetry/stop.ts';

const sampleIntervalMs = 100;

export class Run implements Engine, CrewListener {
  readonly finished: Promise<Snapshot>;
  readonly #pipeline: Pipeline;
  readonly #recorder: Recorder;
  readonly #durationSeconds: number;
  readonly #stopDeadlineMs: number;
  readonly #duration = new Countdown();
  readonly #deadline = new Countdown();
  readonly #chaos: Chaos;
  readonly #listeners = new Set<() => void>();
  #resolveFinished: (last: Snapshot) => void = () => {};
  #crew: Crew | undefined;
  #state: RunState = 'starting';
  #snapshot: Snapshot;
  #sampleTimer: NodeJS.Timeout | undefined;
  /** Somebody outside has asked for a stop; beats done and duration do not count. */
  #isAsked = false;
  #isEnding = false;

  constructor(pipeline: Pipeline, recorder: Recorder, options: EngineOptions) {
    this.#pipeline = pipeline;
    this.#recorder = recorder;
    this.#durationSeconds = options.durationSeconds;
    this.#stopDeadlineMs = options.stopDeadlineMs ?? stopDeadlineMs;
    const chaosMeanMs = (options.chaosMeanSeconds ?? Number.POSITIVE_INFINITY) * 1_000;
    const {threads} = pipeline.graph;
    this.#chaos = new Chaos(chaosMeanMs, threads.length, (thread) => this.#crew?.crash(thread));
    this.finished = new Promise((resolve) => {
      this.#resolveFinished = resolve;
    });
    this.#snapshot = this.#freshSnapshot(null);
  }

  /** Starts the threads. */
  hire(start: (listener: CrewListener) => Crew): void {
    this.#crew = start(this);
    this.#sampleTimer = setInterval(() => this.#tick(), sampleIntervalMs);
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setMode(mode: Mode): void {
    const from = this.#pipeline.control.mode;
    if (mode === from || this.#isOver) return;
    this.#pipeline.control.setMode(mode);
    this.#recorder.changeMode(from, mode);
    this.#recorder.say('info', `Mode: ${mode}`);
    this.#publish();
  }

  setBeatPeriodMs(periodMs: number): void {
    const from = this.#pipeline.control.beatPeriodMs;
    if (periodMs === from || this.#isOver) return;
    this.#pipeline.control.setBeatPeriodMs(periodMs);
    this.#recorder.changeRate(`${formatBeatRate(from)} → ${formatBeatRate(periodMs)}`);
    this.#recorder.say('info', `Heartbeat: ${formatBeatRate(periodMs)}`);
    this.#publish();
  }

  setBeatsTarget(beats: number): void {
    this.#pipeline.control.setBeatsTarget(beats);
  }

  setPaused(paused: boolean): void {
    if (this.#state !== (paused ? 'running' : 'paused')) return;
    this.#pipeline.control.setPaused(paused);
    this.#state = paused ? 'paused' : 'running';
    if (paused) this.#recorder.pause();
    else this.#recorder.resume();
    this.#armDuration();
    this.#recorder.say('info', paused ? 'Paused' : 'Resumed');
    this.#sampleAndPublish();
  }

  crash(actor: ActorName): void {
    this.#crew?.crash(threadOf(this.#pipeline.graph, actor));
  }

  say(level: LogLevel, text: string): void {
    this.#recorder.say(level, text);
    if (!this.#isOver) this.#publish();
  }

  stop(by: StopReason): void {
    if (this.#isOver) return;
    if (this.#isAsked) {
      void this.#end('it was stopped at once');
      return;
    }
    this.#isAsked = true;
    this.#pipeline.control.requestStop(by);
    this.#noticeStop();
  }

  onReady(): void {
    if (this.#state !== 'starting') return;
    this.#state = 'running';
    this.#recorder.begin();
    this.#pipeline.control.start();
    this.#recorder.say('info', this.#describeStart());
    this.#armDuration();
    this.#chaos.start();
    this.#publish();
  }

  onAgreed(): void {
    this.#noticeStop();
    void this.#end(null);
  }

  onRestart(thread: number, reason: string): void {
    const restarts = this.#crew?.restarts[thread];
    this.#recorder.say(
      'warn',
      `The thread of ${this.#actorsOf(thread)} died: ${reason}; restart ${restarts}`,
    );
    this.#publish();
  }

  onFault(thread: number, reason: string): void {
    const fault = `the thread of ${this.#actorsOf(thread)} died ${reason}`;
    this.#recorder.say('error', fault);
    this.#pipeline.control.requestStop('fault');
    void this.#end(fault);
  }

  onOutput(text: string): void {
    this.#recorder.say('warn', text);
  }

  #actorsOf(thread: number): string {
    return this.#pipeline.graph.threads[thread]?.join(' and ') ?? '';
  }

  #describeStart(): string {
    const {mode, beat, batchMessages, channels, machine} = this.#recorder.snapshot(
      this.#facts(null),
    );
    const capacity = channels[0]?.capacityMessages;
    return `Running: ${mode}, ${formatBeatRate(beat.periodMs)}, batches of ${batchMessages}, capacity ${capacity}, kernels ${machine.kernels}, ${machine.cores} cores`;
  }

  get #isOver(): boolean {
    return this.#isEnding || this.#state === 'stopped' || this.#state === 'failed';
  }

  /** Goes to draining, whoever asked, and sets the deadline. */
  #noticeStop(): void {
    const by = this.#pipeline.control.stopReason;
    if (by === undefined || this.#isOver || this.#state === 'draining') return;
    if (this.#state === 'paused') this.#recorder.resume();
    this.#state = 'draining';
    this.#duration.cancel();
    this.#recorder.say('info', `Stopping (${by})`);
    const fault = `not all actors agreed within ${this.#stopDeadlineMs / 1_000} s`;
    this.#deadline.start(this.#stopDeadlineMs, () => void this.#end(fault));
    this.#publish();
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
    this.#duration.cancel();
    this.#deadline.cancel();
    this.#chaos.stop();
    const {actors} = this.#recorder.sample();
    this.#recorder.pause();
    await this.#crew?.dismiss();
    // Who held out is seen before the threads are gone, the counts when nothing moves any more.
    this.#recorder.sample();
    const by = this.#pipeline.control.stopReason ?? 'fault';
    const stop = reportStop(by, fault, actors, this.#recorder.reading);
    this.#state = stop.clean ? 'stopped' : 'failed';
    this.#snapshot = this.#freshSnapshot(stop);
    this.#tellListeners();
    this.#resolveFinished(this.#snapshot);
  }

  #armDuration(): void {
    this.#duration.cancel();
    if (this.#state !== 'running' || !Number.isFinite(this.#durationSeconds)) return;
    const leftMs = (this.#durationSeconds - this.#recorder.runningSeconds()) * 1_000;
    this.#duration.start(leftMs, () => {
      this.#pipeline.control.requestStop('duration');
      this.#noticeStop();
    });
  }

  #sampleAndPublish(): void {
    this.#recorder.sample();
    this.#publish();
  }

  #publish(): void {
    this.#snapshot = this.#freshSnapshot(null);
    this.#tellListeners();
  }

  #tellListeners(): void {
    for (const listener of this.#listeners) listener();
  }

  #freshSnapshot(stop: StopReport | null): Snapshot {
    return Object.freeze(this.#recorder.snapshot(this.#facts(stop)));
  }

  #facts(stop: StopReport | null): RunFacts {
    return {
      state: this.#state,
      stoppedBy: this.#pipeline.control.stopReason ?? null,
      stop,
      restarts: this.#crew?.restarts ?? [],
    };
  }
}
