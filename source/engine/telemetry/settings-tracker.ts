import type {PipelineParts} from '../actor/parts.ts';
import {baseOf, type Graph} from '../definition/graph.ts';
import {
  describeSettings,
  formatSettings,
  formatSettingsChange,
  type SettingReport,
} from '../definition/settings.ts';
import type {PipelineShape, Settings} from '../definition/types.ts';
import type {ChangeMetrics} from '../snapshot/types.ts';
import {BestTimes} from './best-times.ts';
import {ChangeTracker} from './change-tracker.ts';
import type {ReadingHistory} from './history.ts';
import type {Reading} from './reading.ts';
import {Segments} from './segments.ts';

/**
 * The settings of a run over time: the segments, and the effect of the last change. Used on the
 * main thread only.
 */
export class SettingsTracker {
  readonly #graph: Graph;
  readonly #reports: readonly SettingReport[];
  readonly #cores: number;
  readonly #history: ReadingHistory;
  readonly changes: ChangeTracker;
  readonly bestTimes: BestTimes;
  #segments: Segments;
  /** The measurements from before the current drain for another shape. */
  #beforeDrain: ChangeMetrics | null | undefined;
  /** Changes of settings since that drain began. */
  #inDrain: Partial<Settings> = {};
  /** The measurements from before the present segment. */
  #beforeSegment: ChangeMetrics | null = null;
  #changedMs = Number.NEGATIVE_INFINITY;

  /**
   * @param shape the shape at the start; the other settings are those in memory
   * @param cores cores of the machine
   */
  constructor(
    {graph, control}: PipelineParts,
    shape: PipelineShape,
    history: ReadingHistory,
    cores: number,
  ) {
    this.#graph = baseOf(graph);
    this.#reports = describeSettings(graph.data);
    this.#cores = cores;
    this.#history = history;
    this.changes = new ChangeTracker(this.#graph);
    this.bestTimes = new BestTimes(this.#graph);
    const visible = this.#reports.map(({name}) => [name, control.get(name)]);
    const settings: Settings = {...Object.fromEntries(visible), ...shape};
    this.#segments = new Segments(this.#graph, settings, history.now, cores);
  }

  /** Formats the present settings. */
  format(): string {
    return formatSettings(this.#reports, this.settings);
  }

  get segments(): Segments {
    return this.#segments;
  }

  /** The shape and the visible settings. The object stays the same until one changes. */
  get settings(): Settings {
    return this.#segments.settings;
  }

  /** Milliseconds on the engine's clock of the last change. */
  get changedMs(): number {
    return this.#changedMs;
  }

  /** Whether the pipeline drains for another shape. */
  get isReshaping(): boolean {
    return this.#beforeDrain !== undefined;
  }

  /** Begins the first segment at the latest reading. */
  begin(): void {
    this.changes.restart(this.#history.now);
    this.#segments = new Segments(this.#graph, this.settings, this.#history.now, this.#cores);
  }

  /** Records a change during a drain. It is reported together with the change of shape. */
  deferChange(change: Partial<Settings>): void {
    this.#inDrain = {...this.#inDrain, ...change};
  }

  /** Records that the pipeline drains for another shape. */
  beginReshape(): void {
    this.#beforeDrain = this.changes.presentMetrics(this.#history);
  }

  /** Records the end of that drain. Returns the change as text; empty without a difference. */
  finishReshape(shape: PipelineShape, activeSeconds: number): string {
    const change = {...this.#inDrain, ...shape};
    const before = this.#beforeDrain ?? null;
    this.#beforeDrain = undefined;
    this.#inDrain = {};
    return this.change(change, activeSeconds, before);
  }

  /**
   * Records a change at the latest reading. Changes in quick succession, towards other settings,
   * are reported as one.
   * @param before the measurements from before the change
   * @returns the change as text; empty without a difference
   */
  change(
    change: Partial<Settings>,
    activeSeconds: number,
    before: ChangeMetrics | null = this.changes.presentMetrics(this.#history),
  ): string {
    const reading: Reading = this.#history.now;
    const from = this.settings;
    const to = {...from, ...change} as Settings;
    if (this.#segments.begin(to, reading, activeSeconds)) this.#beforeSegment = before;
    const step = formatSettingsChange(this.#reports, from, to);
    if (step === '') return '';
    this.#changedMs = reading.atMs;
    const what = formatSettingsChange(this.#reports, this.#segments.before, to);
    this.changes.record(what, this.#beforeSegment, reading);
    return step;
  }
}
