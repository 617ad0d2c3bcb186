import {randomUUID} from 'node:crypto';
import type {AnyPipeline} from '../actor/define.ts';
import type {PipelineParts} from '../actor/parts.ts';
import type {Clock} from '../base/clock.ts';
import type {ProcessorShare} from '../base/processor-share.ts';
import {createSteadyReading, readResidentBytes} from '../base/steady-reading.ts';
import {baseOf, throughputChannel} from '../definition/graph.ts';
import type {PipelineShape, Settings} from '../definition/types.ts';
import type {MachineReport, Snapshot} from '../snapshot/types.ts';
import type {LogLevel} from '../snapshot/vocabulary.ts';
import {Alerts} from './alerts.ts';
import {buildSnapshot, countedSetting, describePipeline, type RunFacts} from './build-snapshot.ts';
import {ReadingHistory} from './history.ts';
import {Log} from './log.ts';
import {Observers} from './observers.ts';
import {countedMessages, formatCounts, type Reading} from './reading.ts';
import {SettingsTracker} from './settings-tracker.ts';
import {Stopwatch} from './stopwatch.ts';
import {takeReading} from './take-reading.ts';
import {ThroughputWindows} from './throughput.ts';

/**
 * The sampler of a run: takes readings and builds Snapshots from them.
 *
 * Used on the main thread only. The engine's timer decides when a reading is taken. The sampler
 * keeps the readings, the stopwatch, the throughput windows, the segments, the alerts and the log.
 */
export class Sampler {
  readonly #pipeline: AnyPipeline;
  #parts: PipelineParts;
  readonly #readThrottling: ProcessorShare['readThrottling'];
  readonly #clock: Clock;
  /** Stands still while the process is stopped. The stopwatch counts its time. */
  readonly #running: {readonly nowMs: number};
  /** The parts of Snapshots that never change. */
  readonly #fixed: Pick<Snapshot, 'machine' | 'pipeline' | 'runId'>;
  #observers: Observers;
  readonly #log: Log;
  readonly #stopwatch: Stopwatch;
  readonly #throughput = new ThroughputWindows();
  readonly #alerts: Alerts;
  readonly #history: ReadingHistory;
  readonly #tracker: SettingsTracker;
  #hasBegun = false;
  /** The pipeline is paused, or between two shapes. This time does not count. */
  #isIdle = false;

  constructor(
    pipeline: AnyPipeline,
    parts: PipelineParts,
    clock: Clock,
    shape: PipelineShape,
    machine: MachineReport,
    logLevel: LogLevel,
    running: {readonly nowMs: number} = clock,
    readThrottling: ProcessorShare['readThrottling'] = () => undefined,
  ) {
    this.#running = running;
    this.#readThrottling = createSteadyReading(readThrottling, undefined);
    this.#pipeline = pipeline;
    this.#parts = parts;
    this.#clock = clock;
    const base = baseOf(parts.graph);
    this.#fixed = {runId: randomUUID(), machine, pipeline: describePipeline(base)};
    this.#log = new Log(logLevel);
    const onFault = (fault: string) => this.log('error', fault);
    this.#alerts = new Alerts(pipeline.behaviour.alerts, throughputChannel(base).to, onFault);
    this.#history = new ReadingHistory(this.#read());
    this.#observers = new Observers(pipeline, parts, this.reading);
    this.#tracker = new SettingsTracker(parts, shape, this.#history, machine.cores);
    this.#stopwatch = new Stopwatch(this.#modeIn(this.settings));
  }

  /** Returns the seconds run so far, without pauses. */
  runningSeconds(): number {
    this.#clock.refresh();
    this.#stopwatch.advanceTo(this.#running.nowMs);
    return this.#stopwatch.activeSeconds;
  }

  /** Whether messages have been counted since the last reading. */
  hasMoved(): boolean {
    const base = baseOf(this.#parts.graph);
    return countedMessages(this.#read(), base) !== countedMessages(this.reading, base);
  }

  get reading(): Reading {
    return this.#history.now;
  }

  /** The shape and the visible settings. The object stays the same until one changes. */
  get settings(): Settings {
    return this.#tracker.settings;
  }

  /** Begins the run now. All counts start here. */
  begin(): void {
    this.#hasBegun = true;
    this.#history.begin(this.#read());
    this.#tracker.begin();
    this.#stopwatch.resume(this.#running.nowMs);
    const {kernels, cores} = this.#fixed.machine;
    const machine = `${kernels && `kernels ${kernels}, `}${cores} cores`;
    this.log('info', `Running: ${this.#tracker.format()}, ${machine}`);
  }

  pause(): void {
    this.#clock.refresh();
    this.#stopwatch.pause(this.#running.nowMs);
    this.#isIdle = true;
  }

  resume(): void {
    this.#isIdle = false;
    this.#history.add(this.#read());
    this.#history.restart();
    this.#tracker.changes.restart(this.reading);
    this.#stopwatch.resume(this.#running.nowMs);
  }

  /** Records a change of settings, before the control words are changed. */
  changeSettings(change: Partial<Settings>): void {
    if (this.#tracker.isReshaping) {
      this.#tracker.deferChange(change);
      return;
    }
    if (!this.#isIdle) this.#keep(this.#read());
    this.#logChange(this.#tracker.change(change, this.#stopwatch.activeSeconds));
  }

  /** Records that the pipeline begins to drain. Later counts do not describe its settings. */
  beginDrain(): void {
    // In a pause, the latest measurements are those from before the pause.
    if (!this.#isIdle) this.#keep(this.#read());
    this.#tracker.segments.drain(this.reading, this.#stopwatch.activeSeconds);
  }

  /**
   * Records that the pipeline drains to continue in another shape. The measurements up to here are
   * the "before" side of the change.
   */
  beginReshape(): void {
    this.beginDrain();
    this.#tracker.beginReshape();
  }

  /** Records that the pipeline has drained, and that the run continues in `parts`. */
  finishReshape(parts: PipelineParts, shape: PipelineShape): void {
    this.#parts = parts;
    // From here on, the channel counters are those of the new rings.
    this.#keep(this.#read());
    if (shape.lanes !== this.settings.lanes)
      this.#observers = new Observers(this.#pipeline, parts, this.reading);
    this.#logChange(this.#tracker.finishReshape(shape, this.#stopwatch.activeSeconds));
  }

  /** Records that a thread was restarted, and why. */
  recordRestart(what: string): void {
    this.log('warn', what);
    this.#alerts.raiseRestart(this.#secondsSinceStart());
  }

  /** Adds a line to the log. A line from before the start of the run has the time 0 s. */
  log(level: LogLevel, text: string): void {
    this.#log.add(level, this.#secondsSinceStart(), text);
  }

  /** Takes a reading and keeps it. */
  sample(): Reading {
    const reading = this.#read();
    this.#keep(reading);
    const {activeSeconds} = this.#stopwatch;
    this.#tracker.segments.sample(reading, activeSeconds);
    const base = baseOf(this.#parts.graph);
    const counted = countedMessages(reading, base) - countedMessages(this.#history.first, base);
    const rate = this.#throughput.sample(activeSeconds, counted);
    if (rate !== undefined) this.log('debug', `${Math.round(rate)} messages in the last second`);
    this.log('trace', formatCounts(reading));
    for (const {level, text} of this.#observers.observe(reading)) this.log(level, text);
    this.#judge(reading);
    return reading;
  }

  /** Builds the Snapshot of the last reading. */
  snapshot(facts: RunFacts): Snapshot {
    const {graph, plan, control} = this.#parts;
    const target = graph.data.beat?.target;
    return buildSnapshot({
      ...this.#fixed,
      graph: baseOf(graph),
      lanesGraph: graph,
      facts,
      history: this.#history,
      // Before the run begins, no time has passed. The times in Snapshots therefore never decrease.
      first: this.#hasBegun ? this.#history.first : this.#history.now,
      settings: this.settings,
      beatsTarget: target === undefined ? Infinity : Number(control.get(target)),
      stopwatch: this.#stopwatch,
      bestTimes: this.#tracker.bestTimes,
      throughput: this.#throughput,
      change: this.#tracker.changes.report,
      segments: this.#tracker.segments.report(this.reading, this.#stopwatch.activeSeconds),
      earlierSegments: this.#tracker.segments.droppedCount,
      // At rest, no alert is active.
      alerts: this.#alerts.report(this.#isIdle ? Infinity : this.#secondsSinceStart()),
      memory: {sharedBytes: plan.totalBytes, residentBytes: readResidentBytes()},
      log: this.#log.lines,
    });
  }

  /** Keeps a reading, and counts the time up to it. */
  #keep(reading: Reading): void {
    this.#stopwatch.advanceTo(this.#running.nowMs);
    this.#history.add(reading);
    if (!this.#isIdle) this.#tracker.changes.measure(reading);
  }

  /** Logs a change of settings, after which another mode may count its time. */
  #logChange(change: string): void {
    this.#clock.refresh();
    this.#stopwatch.setMode(this.#modeIn(this.settings), this.#running.nowMs);
    if (change !== '') this.log('info', `Changed: ${change}`);
  }

  #modeIn(settings: Settings): string {
    const [name = ''] = countedSetting(this.#parts.graph.data) ?? [];
    return String(settings[name] ?? '');
  }

  #secondsSinceStart(): number {
    if (!this.#hasBegun) return 0;
    this.#clock.refresh();
    return (this.#clock.nowMs - this.#history.first.atMs) / 1_000;
  }

  #read(): Reading {
    this.#clock.refresh();
    return takeReading(this.#parts, this.#clock.nowMs, this.#readThrottling());
  }

  /** Judges the last second, if all of it has the present settings. */
  #judge(reading: Reading): void {
    const {recent} = this.#history;
    if (this.#isIdle || !this.#hasBegun || recent.atMs < this.#tracker.changedMs) return;
    this.#tracker.bestTimes.sample(this.#history, this.settings);
    const {cores} = this.#fixed.machine;
    const window = [recent, reading] as const;
    this.#alerts.detect(this.#parts, window, this.settings, cores, this.#secondsSinceStart());
  }
}
