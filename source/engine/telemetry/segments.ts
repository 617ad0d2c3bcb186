/**
 * Segments: the stretches of a run in which its size, its mode and its beat stayed the same.
 *
 * Main thread only. Counts are those between two readings, so messages that were under way at a change of mode or beat are
 * counted to the segment in which the logger counted them; before a change of size the pipeline has drained. Rates are
 * measured from when the beats of the shape before have been taken, of which a free run leaves a thousand, to when the pipeline
 * begins to drain, which no beat holds up.
 */
import type {Settings} from '../shape.ts';
import {findBottleneck} from './bottleneck.ts';
import type {Reading} from './reading.ts';
import type {SegmentReport} from './snapshot.ts';
import {countsSince, percentiles, perSecond, sum} from './statistics.ts';

/** Older segments are only counted. */
const keptSegments = 32;
/**
 * A shape that was left again sooner, on the way from one to another, is counted to the segment that follows. The first one
 * of a run is on the way from nothing: it ends whenever it is left.
 */
const shortestSeconds = 0.2;

/** A reading, and the seconds of running up to it. */
interface Moment {
  readonly reading: Reading;
  readonly activeSeconds: number;
}

/** A stretch that goes on. */
interface Stretch {
  readonly shape: Settings;
  readonly from: Moment;
  /** When what was left of the shape before had been worked off. */
  readonly settled: Moment | undefined;
  /** When the pipeline began to drain. */
  readonly drained: Moment | undefined;
}

export class Segments {
  readonly #cores: number;
  #closed: readonly SegmentReport[] = [];
  #forgotten = 0;
  #present: Stretch;
  /** The stretch that the last of the closed segments is of. */
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

  /** Segments that were too many to be kept. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The shape before the present segment; of the first one, its own. */
  get before(): Settings {
    return this.#previous?.shape ?? this.#present.shape;
  }

  /** Looks whether what was left of the shape before has been worked off. */
  sample(now: Reading, activeSeconds: number): void {
    const {from, settled, drained} = this.#present;
    // The beats that a drain takes release no batches.
    if (settled !== undefined || drained !== undefined) return;
    const {heartbeat} = from.reading.records;
    if (now.records.worker.beats < heartbeat.sent) return;
    this.#present = {...this.#present, settled: {reading: now, activeSeconds}};
  }

  /**
   * Another shape begins at `now`, after so many seconds of running.
   * @returns whether it has a segment of its own; else the present one goes on with it
   */
  begin(shape: Settings, now: Reading, activeSeconds: number): boolean {
    const present = this.#present;
    const moment = {reading: now, activeSeconds};
    if (isSame(present.shape, shape)) {
      // It drained for another size, which was then taken back.
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

  /** The pipeline drains from `now` on: what comes is counted, but says nothing of the shape. */
  drain(now: Reading, activeSeconds: number): void {
    const drained = this.#present.drained ?? {reading: now, activeSeconds};
    this.#present = {...this.#present, drained};
  }

  /** The segments up to `now`, the present one last, unless nothing has happened in it yet. */
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

  /** The shape is again what it was before: nothing has ended. */
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
