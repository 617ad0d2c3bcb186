import type {Clock} from '../clock.ts';
import type {StopReason} from '../memory/control.ts';
import {milestonesReached, readMilestones} from '../memory/milestones.ts';
import type {Pipeline} from '../pipeline.ts';
import type {PipelineSize} from '../shape.ts';
import {formatSettings, formatSettingsChange, type Settings} from '../shape.ts';
import {formatTallies, talliesOf} from '../tallies.ts';
import {Alerts, findAlerts} from './alerts.ts';
import {buildSnapshot} from './build-snapshot.ts';
import {ReadingHistory} from './history.ts';
import {Log, type LogLevel} from './log.ts';
import {type Reading, takeReading} from './reading.ts';
import {Segments} from './segments.ts';
import type {ChangeMetrics, MachineReport, RunState, Snapshot, StopReport} from './snapshot.ts';
import {Stopwatch, wasProcessSuspended} from './stopwatch.ts';
import {ThroughputWindows} from './throughput.ts';

/** The engine's facts about the run that no counter contains. */
export interface RunFacts {
  readonly state: RunState;
  readonly stoppedBy: StopReason | null;
  readonly stop: StopReport | null;
  /** The number of restarts of each thread; empty before the threads exist. */
  readonly restarts: readonly number[];
}

/**
 * The sampler of a run: takes readings and builds Snapshots from them.
 *
 * Used on the main thread only. The engine's timer decides when a reading is taken. The sampler
 * keeps the readings, the stopwatch, the throughput windows, the segments, the alerts and the log.
 * It logs the milestones and skipped beats that it detects.
 */
export class Sampler {
  #pipeline: Pipeline;
  readonly #clock: Clock;
  readonly #machine: MachineReport;
  readonly #log: Log;
  readonly #stopwatch: Stopwatch;
  readonly #throughput = new ThroughputWindows();
  readonly #alerts = new Alerts();
  readonly #history: ReadingHistory;
  #segments: Segments;
  /** The measurements from before the current drain. */
  #beforeDrain: ChangeMetrics | null | undefined;
  /** Changes of mode and beat since that drain began. */
  #inDrain: Partial<Settings> = {};
  /** The measurements from before the present segment. */
  #beforeSegment: ChangeMetrics | null = null;
  #hasBegun = false;
  /** The pipeline is paused, or between two sizes. This time does not count. */
  #isAtRest = false;
  #changedMs = Number.NEGATIVE_INFINITY;
  #milestones = 0;
  #skippedBeats = 0;

  constructor(
    pipeline: Pipeline,
    clock: Clock,
    size: PipelineSize,
    machine: MachineReport,
    logLevel: LogLevel,
  ) {
    this.#pipeline = pipeline;
    this.#clock = clock;
    this.#machine = machine;
    this.#log = new Log(logLevel);
    this.#stopwatch = new Stopwatch(pipeline.control.mode);
    this.#history = new ReadingHistory(this.#read());
    const {mode, beatPeriodMs} = pipeline.control;
    this.#segments = new Segments({...size, mode, beatPeriodMs}, this.reading, machine.cores);
  }

  /** Returns the seconds run so far, without pauses. */
  runningSeconds(): number {
    this.#clock.refresh();
    this.#stopwatch.settle(this.#clock.nowMs);
    return this.#stopwatch.activeSeconds;
  }

  /** Whether messages have been counted since the last reading. */
  hasMoved(): boolean {
    return this.#read().records.logger.received !== this.reading.records.logger.received;
  }

  /** The last reading. */
  get reading(): Reading {
    return this.#history.now;
  }

  /** Begins the run now. All counts start here. */
  begin(): void {
    this.#hasBegun = true;
    this.#history.begin(this.#read());
    this.#segments = new Segments(this.#segments.shape, this.reading, this.#machine.cores);
    this.#stopwatch.resume(this.#clock.nowMs);
    const {kernels, cores} = this.#machine;
    const shape = formatSettings(this.#segments.shape);
    this.say('info', `Running: ${shape}, kernels ${kernels}, ${cores} cores`);
  }

  pause(): void {
    this.#clock.refresh();
    this.#stopwatch.pause(this.#clock.nowMs);
    this.#isAtRest = true;
  }

  resume(): void {
    this.#isAtRest = false;
    this.#history.add(this.#read());
    this.#history.restart();
    this.#stopwatch.resume(this.#clock.nowMs);
  }

  /** Notes a change of mode or beat period, for the change report and for the segments. */
  changeSettings(change: Partial<Settings>): void {
    // A change during a drain for another size is reported together with the change of size.
    if (this.#beforeDrain !== undefined) {
      this.#inDrain = {...this.#inDrain, ...change};
      return;
    }
    if (!this.#isAtRest) this.#keep(this.#read());
    this.#noteChange(change, this.#history.figures);
  }

  /** Notes that the pipeline begins to drain. Later counts do not describe its settings. */
  beginDrain(): void {
    // In a pause, the latest measurements are those from before the pause.
    if (!this.#isAtRest) this.#keep(this.#read());
    this.#segments.drain(this.reading, this.#stopwatch.activeSeconds);
  }

  /**
   * Notes that the pipeline drains to continue in another size. The measurements up to here are the
   * "before" side of the change.
   */
  beginResize(): void {
    this.beginDrain();
    this.#beforeDrain = this.#history.figures;
  }

  /** Notes that the pipeline has drained, and that the run continues in `pipeline`. */
  finishResize(pipeline: Pipeline, size: PipelineSize): void {
    this.#pipeline = pipeline;
    // From here on, the channel counters are those of the new rings.
    this.#keep(this.#read());
    this.#noteChange({...this.#inDrain, ...size}, this.#beforeDrain ?? null);
    this.#beforeDrain = undefined;
    this.#inDrain = {};
  }

  /** Notes that a thread was restarted. */
  recordRestart(): void {
    this.#alerts.note('restart', this.#secondsSinceStart());
  }

  /** Adds a line to the log. A line from before the start of the run has the time 0 s. */
  say(level: LogLevel, text: string): void {
    this.#log.add(level, this.#secondsSinceStart(), text);
  }

  /** Takes a reading and keeps it. */
  sample(): Reading {
    const reading = this.#read();
    this.#keep(reading);
    this.#segments.sample(reading, this.#stopwatch.activeSeconds);
    const {received} = reading.records.logger;
    const rate = this.#throughput.sample(this.#stopwatch.activeSeconds, received);
    if (rate !== undefined) this.say('debug', `${Math.round(rate)} messages in the last second`);
    this.#traceCounts(reading);
    this.#logMilestones(received);
    this.#detectSkippedBeats(reading.records.heartbeat.skipped);
    this.#detectAlerts(reading);
    return reading;
  }

  /** Builds the Snapshot of the last reading. */
  snapshot(facts: RunFacts): Snapshot {
    const {control, graph, plan} = this.#pipeline;
    return buildSnapshot({
      ...facts,
      graph,
      batchMessages: this.#segments.shape.batchMessages,
      beatsTarget: control.beatsTarget,
      beatPeriodMs: control.beatPeriodMs,
      mode: control.mode,
      // Before the run begins, no time has passed. The times in Snapshots therefore never decrease.
      first: this.#hasBegun ? this.#history.first : this.#history.now,
      recent: this.#history.recent,
      rolling: this.#history.rolling,
      now: this.#history.now,
      stopwatch: this.#stopwatch,
      throughput: this.#throughput,
      change: this.#history.change,
      segments: this.#segments.report(this.reading, this.#stopwatch.activeSeconds),
      earlierSegments: this.#segments.forgotten,
      // At rest, no alert is active.
      alerts: this.#alerts.report(
        this.#isAtRest ? Number.POSITIVE_INFINITY : this.#secondsSinceStart(),
      ),
      memory: {sharedBytes: plan.totalBytes, residentBytes: process.memoryUsage.rss()},
      machine: this.#machine,
      log: this.#log.lines,
    });
  }

  /**
   * Keeps a reading, and counts the time up to it unless the whole process was stopped meanwhile.
   */
  #keep(reading: Reading): void {
    if (wasProcessSuspended(this.reading, reading)) this.#stopwatch.skipTo(reading.atMs);
    else this.#stopwatch.settle(reading.atMs);
    this.#history.add(reading, this.#isAtRest);
  }

  /** Notes a change. Changes in quick succession, towards other settings, are reported as one. */
  #noteChange(change: Partial<Settings>, before: ChangeMetrics | null): void {
    const from = this.#segments.shape;
    const to = {...from, ...change};
    this.#clock.refresh();
    this.#stopwatch.setMode(to.mode, this.#clock.nowMs);
    if (this.#segments.begin(to, this.reading, this.#stopwatch.activeSeconds)) {
      this.#beforeSegment = before;
    }
    const step = formatSettingsChange(from, to);
    if (step === '') return;
    this.#changedMs = this.reading.atMs;
    const what = formatSettingsChange(this.#segments.before, to);
    this.#history.markChange(what, this.#beforeSegment);
    this.say('info', `Changed: ${step}`);
  }

  #secondsSinceStart(): number {
    if (!this.#hasBegun) return 0;
    this.#clock.refresh();
    return (this.#clock.nowMs - this.#history.first.atMs) / 1_000;
  }

  #read(): Reading {
    this.#clock.refresh();
    return takeReading(this.#pipeline, this.#clock.nowMs);
  }

  #traceCounts({records}: Reading): void {
    const {heartbeat, generator, worker, logger} = records;
    const beats = `beats ${heartbeat.sent} sent, ${worker.beats} taken`;
    const messages = `messages ${generator.sent} generated, ${worker.received} processed, ${logger.received} logged`;
    this.say('trace', `${beats}; ${messages}`);
  }

  #logMilestones(received: number): void {
    const reached = milestonesReached(received);
    const {memory, plan} = this.#pipeline;
    const milestones = readMilestones(memory, plan, this.#milestones, reached);
    const missed = reached - this.#milestones - milestones.length;
    if (missed > 0) this.say('warn', `${missed} milestones passed unseen: this thread was held up`);
    for (const milestone of milestones) {
      const tallies = formatTallies(talliesOf(milestone.total, milestone));
      this.say('info', `Logger: ${milestone.total} messages processed (${tallies})`);
    }
    this.#milestones = reached;
  }

  #detectSkippedBeats(skipped: number): void {
    const more = skipped - this.#skippedBeats;
    if (more <= 0) return;
    this.#skippedBeats = skipped;
    this.#alerts.note('skipped', this.#secondsSinceStart());
    this.say('warn', `Heartbeat: late by over a second, skipped ${more} beats`);
  }

  #detectAlerts(reading: Reading): void {
    // The second before a change must not be judged by the settings after it.
    if (this.#isAtRest || !this.#hasBegun || this.#history.recent.atMs < this.#changedMs) return;
    const {shape} = this.#segments;
    for (const kind of findAlerts(this.#history.recent, reading, shape, this.#machine.cores)) {
      this.#alerts.note(kind, this.#secondsSinceStart());
    }
  }
}
