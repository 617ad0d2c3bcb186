import type {Graph} from '../definition/graph.ts';
import {isSameSettings} from '../definition/settings.ts';
import type {Settings} from '../definition/types.ts';
import type {SegmentReport} from '../snapshot/types.ts';
import {findBottleneck} from './bottleneck.ts';
import {isSettled} from './change-tracker.ts';
import {countedMessages, type Reading} from './reading.ts';
import {countsSince, percentiles, perSecond, sum} from './statistics.ts';

/** Older segments are only counted. */
const keptSegments = 32;
/**
 * The least length of a segment. Settings that were replaced sooner, on the way to other settings,
 * count to the segment that follows. The first segment of a run has no earlier settings, so it ends
 * at any change.
 */
const shortestSeconds = 0.2;

/** A reading, and the running time up to it in seconds. */
interface TimedReading {
  readonly reading: Reading;
  readonly activeSeconds: number;
}

/** A segment that has not ended. */
interface OpenSegment {
  readonly settings: Settings;
  readonly from: TimedReading;
  /** When the remaining beats of the earlier settings had been taken. */
  readonly settled: TimedReading | undefined;
  /** When the pipeline began to drain. */
  readonly drained: TimedReading | undefined;
}

/**
 * The segments of a run: the periods in which its size and its settings stayed the same.
 *
 * Used on the main thread only. Counts are differences of two readings. A message in transit at a
 * change belongs to the segment in which it was counted. Before a change of
 * shape the pipeline has drained.
 *
 * The measurement of a rate starts when the beats of the earlier settings have been taken. A free
 * run leaves a thousand of them. The measurement ends when the pipeline begins to drain, because no
 * beat delays a drain.
 */
export class Segments {
  readonly #graph: Graph;
  readonly #cores: number;
  #closed: readonly SegmentReport[] = [];
  #droppedCount = 0;
  #present: OpenSegment;
  /** The state from which the last closed segment was reported. */
  #previous: OpenSegment | undefined;

  /** @param cores cores of the machine */
  constructor(graph: Graph, settings: Settings, from: Reading, cores: number) {
    this.#graph = graph;
    const start = {reading: from, activeSeconds: 0};
    this.#present = {settings, from: start, settled: start, drained: undefined};
    this.#cores = cores;
  }

  get settings(): Settings {
    return this.#present.settings;
  }

  /** The number of older segments that are no longer kept. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /**
   * The settings before the present segment; those of the first segment when it is the present one.
   */
  get before(): Settings {
    return this.#previous?.settings ?? this.#present.settings;
  }

  /** Checks whether the remaining beats of the earlier settings have been taken. */
  sample(now: Reading, activeSeconds: number): void {
    const {from, settled, drained} = this.#present;
    // The beats that are taken during a drain release no batches.
    if (settled !== undefined || drained !== undefined) return;
    if (!isSettled(this.#graph, from.reading, now)) return;
    this.#present = {...this.#present, settled: {reading: now, activeSeconds}};
  }

  /**
   * Begins other settings at `now`.
   * @param activeSeconds seconds of running up to `now`
   * @returns whether the settings have a segment of their own; otherwise the present segment, or
   * the reopened one before it, continues with them
   */
  begin(settings: Settings, now: Reading, activeSeconds: number): boolean {
    const present = this.#present;
    const moment = {reading: now, activeSeconds};
    if (isSameSettings(present.settings, settings)) {
      // The pipeline drained for another shape, and that change was then reverted.
      this.#present = {...present, drained: undefined};
      return false;
    }
    const isOnTheWay =
      this.#previous !== undefined && activeSeconds - present.from.activeSeconds < shortestSeconds;
    if (!isOnTheWay) {
      this.#close(moment);
      this.#present = {settings, from: moment, settled: undefined, drained: undefined};
      return true;
    }
    const isBack =
      this.#previous !== undefined && isSameSettings(this.#previous.settings, settings);
    if (isBack) this.#reopen();
    else this.#present = {...present, settings, settled: undefined, drained: undefined};
    return false;
  }

  /**
   * Records that the pipeline drains from `now` on. Later messages are counted, but they do not
   * describe the settings.
   */
  drain(now: Reading, activeSeconds: number): void {
    const drained = this.#present.drained ?? {reading: now, activeSeconds};
    this.#present = {...this.#present, drained};
  }

  /**
   * Returns the segments up to `now`. The present one is last. It is omitted while it is short and
   * without messages, if there is an earlier segment.
   */
  report(now: Reading, activeSeconds: number): readonly SegmentReport[] {
    const present = this.#createReport({reading: now, activeSeconds});
    const isEmpty = present.messages === 0 && present.seconds < shortestSeconds;
    return isEmpty && this.#closed.length > 0 ? this.#closed : [...this.#closed, present];
  }

  #close(now: TimedReading): void {
    const closed = [...this.#closed, this.#createReport(now)];
    this.#closed = closed.slice(-keptSegments);
    this.#droppedCount += closed.length - this.#closed.length;
    this.#previous = this.#present;
  }

  /** Reopens the previous segment. Its settings apply again, so it has not ended. */
  #reopen(): void {
    if (this.#previous === undefined) return;
    this.#present = {...this.#previous, drained: undefined};
    this.#previous = undefined;
    this.#closed = this.#closed.slice(0, -1);
  }

  #createReport(now: TimedReading): SegmentReport {
    const {settings, from, settled = from, drained: to = now} = this.#present;
    const measuredSeconds = to.activeSeconds - settled.activeSeconds;
    const messages = (first: Reading, last: Reading) =>
      countedMessages(last, this.#graph) - countedMessages(first, this.#graph);
    return {
      settings,
      fromSeconds: from.activeSeconds,
      seconds: now.activeSeconds - from.activeSeconds,
      messages: messages(from.reading, now.reading),
      perSecond: perSecond(messages(settled.reading, to.reading), measuredSeconds),
      cpuSeconds: (sum(now.reading.threadsCpuMs) - sum(from.reading.threadsCpuMs)) / 1_000,
      latency: percentiles(countsSince(settled.reading.latencyCounts, to.reading.latencyCounts)),
      limit: findBottleneck(
        this.#graph,
        settled.reading,
        to.reading,
        settings,
        this.#cores,
        measuredSeconds * 1_000,
      ),
    };
  }
}
