import type {Snapshot} from '../engine/index.ts';
import {
  type MonitorSource,
  type SourceStatus,
  samplesMax,
  secondsMax,
  type ThroughputSeries,
} from '../store/monitor.ts';
import type {Moment, Recording} from './recording.ts';

const speeds = [0.25, 0.5, 1, 2, 4, 8, 16] as const;
/**
 * The longest wait between two Snapshots. A longer gap, such as a pause of the run, is shortened to
 * this.
 */
const gapMaxMs = 2_000;

/**
 * Plays a recording: publishes one Snapshot after the other at their original intervals, faster or
 * slower, forward and back.
 *
 * The player runs on the main thread. One timer waits for the next Snapshot.
 */
export class Player implements MonitorSource {
  readonly #recording: Recording;
  readonly #listeners = new Set<() => void>();
  #place = 0;
  #speed: number = 1;
  #isPlaying = true;
  #timer: NodeJS.Timeout | undefined;
  #snapshot: Snapshot;
  #origin: SourceStatus;

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#snapshot = recording.snapshotAt(0);
    this.#origin = this.#describe();
    this.#waitForNext();
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  getStatus(): SourceStatus {
    return this.#origin;
  }

  getSeries(): ThroughputSeries {
    const past = this.#recording.moments.slice(0, this.#place + 1);
    const moved = past.filter(
      ({activeSeconds}, place) => activeSeconds !== past[place - 1]?.activeSeconds,
    );
    const whole = moved.filter(({activeSeconds}, place) => {
      const before = moved[place - 1]?.activeSeconds ?? 0;
      return Math.floor(activeSeconds) > Math.floor(before);
    });
    return {samples: rates(moved, samplesMax), seconds: rates(whole, secondsMax)};
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  togglePlay(): void {
    // At the end only a replay from the start is possible.
    if (!this.#isPlaying && this.#isAtEnd) this.#place = 0;
    this.#isPlaying = !this.#isPlaying;
    this.#goTo(this.#place);
  }

  step(direction: -1 | 1): void {
    this.#isPlaying = false;
    this.#goTo(this.#place + direction);
  }

  seekBy(seconds: number): void {
    const wanted = this.#now.elapsedSeconds + seconds;
    const {moments} = this.#recording;
    const place =
      seconds > 0
        ? moments.findIndex(({elapsedSeconds}) => elapsedSeconds >= wanted)
        : moments.findLastIndex(({elapsedSeconds}) => elapsedSeconds <= wanted);
    if (place !== -1) this.#goTo(place);
    else if (seconds > 0) this.seekToEnd();
    else this.seekToStart();
  }

  seekToStart(): void {
    this.#goTo(0);
  }

  seekToEnd(): void {
    this.#goTo(this.#recording.moments.length - 1);
  }

  stepSpeed(direction: 'faster' | 'slower'): void {
    const change = direction === 'faster' ? 1 : -1;
    this.#speed = speeds[speeds.indexOf(this.#speed as 1) + change] ?? this.#speed;
    this.#goTo(this.#place);
  }

  /** Stops the player and removes all listeners. */
  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  get #now(): Moment {
    return this.#recording.moments[this.#place] as Moment;
  }

  get #isAtEnd(): boolean {
    return this.#place === this.#recording.moments.length - 1;
  }

  #goTo(place: number): void {
    const {moments} = this.#recording;
    this.#place = Math.min(moments.length - 1, Math.max(0, place));
    this.#snapshot = this.#recording.snapshotAt(this.#place);
    if (this.#isAtEnd) this.#isPlaying = false;
    this.#origin = this.#describe();
    this.#waitForNext();
    for (const listener of this.#listeners) listener();
  }

  #waitForNext(): void {
    clearTimeout(this.#timer);
    const next = this.#recording.moments[this.#place + 1];
    if (!this.#isPlaying || next === undefined) return;
    const gapMs = (next.elapsedSeconds - this.#now.elapsedSeconds) * 1_000;
    const waitMs = Math.min(gapMaxMs, Math.max(0, gapMs)) / this.#speed;
    this.#timer = setTimeout(() => this.#goTo(this.#place + 1), waitMs);
  }

  #describe(): SourceStatus {
    const {moments} = this.#recording;
    const last = moments.at(-1) as Moment;
    const what = this.#isPlaying ? 'replay' : this.#isAtEnd ? 'replay over' : 'replay paused';
    const time = `${this.#now.elapsedSeconds.toFixed(1)} of ${last.elapsedSeconds.toFixed(1)} s`;
    const speed = this.#speed === 1 ? '' : ` ${this.#speed}×`;
    return {text: `${what} ${time}${speed}`, isAlert: false};
  }
}

function rates(moments: readonly Moment[], most: number): number[] {
  return moments.slice(-most).map(({perSecond}) => perSecond);
}
