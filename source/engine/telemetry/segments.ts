import type {Settings} from '../shape.ts';
import {findBottleneck} from './bottleneck.ts';
import type {Reading} from './reading.ts';
import type {SegmentReport} from './snapshot.ts';
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
interface Moment {
  readonly reading: Reading;
  readonly activeSeconds: number;
}

/** A segment that has not ended. */
interface Stretch {
  readonly shape: Settings;
  readonly from: Moment;
  /** When the remaining beats of the earlier settings had been taken. */
  readonly settled: Moment | undefined;
  /** When the pipeline began to drain. */
  readonly drained: Moment | undefined;
}

/**
 * The segments of a run: the periods in which its size, its mode and its beat stayed the same.
 *
 * Used on the main thread only. Counts are differences of two readings. A message in transit at a
 * change of mode or beat belongs to the segment in which the logger counted it. Before a change of
 * size the pipeline has drained.
 *
 * The measurement of a rate starts when the beats of the earlier settings have been taken. A free
 * run leaves a thousand of them. The measurement ends when the pipeline begins to drain, because no
 * beat delays a drain.
 */
export class Segments {
  readonly #cores: number;
  #closed: readonly SegmentReport[] = [];
  #forgotten = 0;
  #present: Stretch;
  /** The state from which the last closed segment was reported. */
  #previous: Stretch | undefined;

  /** @param cores cores of the machine */
  constructor(shape: Settings, from: Reading, cores: number) {
    const start = {reading: from, activeSeconds: 0};
    this.#present = {shape, from: start, settled: start, drained: undefined};
    this.#cores = cores;
  }

  get shape(): Settings {
    return this.#present.shape;
  }

  /** The number of older segments that are no longer kept. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /**
   * The settings before the present segment; those of the first segment when it is the present one.
   */
  get before(): Settings {
    return this.#previous?.shape ?? this.#present.shape;
  }

  /** Checks whether the remaining beats of the earlier settings have been taken. */
  sample(now: Reading, activeSeconds: number): void {
    const {from, settled, drained} = this.#present;
    // The beats that are taken during a drain release no batches.
    if (settled !== undefined || drained !== undefined) return;
    const {heartbeat} = from.reading.records;
    if (now.records.worker.beats < heartbeat.sent) return;
    this.#present = {...this.#present, settled: {reading: now, activeSeconds}};
  }

  /**
   * Begins other settings at `now`.
   * @param activeSeconds seconds of running up to `now`
   * @returns whether the settings have a segment of their own; otherwise the present segment, or
   * the reopened one before it, continues with them
   */
  begin(shape: Settings, now: Reading, activeSeconds: number): boolean {
    const present = this.#present;
    const moment = {reading: now, activeSeconds};
    if (isSame(present.shape, shape)) {
      // The pipeline drained for another size, and that change was then reverted.
      this.#present = {...present, drained: undefined};
      return false;
    }
    const isOnTheWay =
      this.#previous !== undefined && activeSeconds - present.from.activeSeconds < shortestSeconds;
    if (!isOnTheWay) {
      this.#close(moment);
      this.#present = {shape, from: moment, settled: undefined, drained: undefined};
      return true;
    }
    const isBack = this.#previous !== undefined && isSame(this.#previous.shape, shape);
    if (isBack) this.#reopen();
    else this.#present = {...present, shape, settled: undefined, drained: undefined};
    return false;
  }

  /**
   * Notes that the pipeline drains from `now` on. Later messages are counted, but they do not
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
    const present = this.#reportOf({reading: now, activeSeconds});
    const isEmpty = present.messages === 0 && present.seconds < shortestSeconds;
    return isEmpty && this.#closed.length > 0 ? this.#closed : [...this.#closed, present];
  }

  #close(now: Moment): void {
    const closed = [...this.#closed, this.#reportOf(now)];
    this.#closed = closed.slice(-keptSegments);
    this.#forgotten += closed.length - this.#closed.length;
    this.#previous = this.#present;
  }

  /** Reopens the previous segment. Its settings apply again, so it has not ended. */
  #reopen(): void {
    if (this.#previous === undefined) return;
    this.#present = {...this.#previous, drained: undefined};
    this.#previous = undefined;
    this.#closed = this.#closed.slice(0, -1);
  }

  #reportOf(now: Moment): SegmentReport {
    const {shape, from, settled = from, drained: to = now} = this.#present;
    const {capacityMessages, batchMessages, mode, beatPeriodMs} = shape;
    const measuredSeconds = to.activeSeconds - settled.activeSeconds;
    return {
      capacityMessages,
      batchMessages,
      mode,
      periodMs: beatPeriodMs,
      fromSeconds: from.activeSeconds,
      seconds: now.activeSeconds - from.activeSeconds,
      messages: received(now.reading) - received(from.reading),
      perSecond: perSecond(received(to.reading) - received(settled.reading), measuredSeconds),
      cpuSeconds: (sum(now.reading.threadsCpuMs) - sum(from.reading.threadsCpuMs)) / 1_000,
      latency: percentiles(countsSince(settled.reading.latencyCounts, to.reading.latencyCounts)),
      limit: findBottleneck(
        settled.reading,
        to.reading,
        shape,
        this.#cores,
        measuredSeconds * 1_000,
      ),
    };
  }
}

function received({records}: Reading): number {
  return records.logger.received;
}

function isSame(one: Settings, other: Settings): boolean {
  return (
    one.mode === other.mode &&
    one.beatPeriodMs === other.beatPeriodMs &&
    one.batchMessages === other.batchMessages &&
    one.capacityMessages === other.capacityMessages
  );
}
