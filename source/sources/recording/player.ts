import type {Snapshot} from '../../engine/index.ts';
import type {MonitorSource, SourceStatus} from '../../monitor/source.ts';
import {emptyTrail, extendTrail, type Trail} from '../../monitor/trail.ts';
import type {RecordedEntry, Recording} from './recording.ts';

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
  #index = 0;
  #speed: number = 1;
  #isPlaying: boolean;
  #timer: NodeJS.Timeout | undefined;
  #snapshot: Snapshot;
  #status: SourceStatus;
  #trail: Trail = emptyTrail;

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#snapshot = recording.readSnapshot(0);
    this.#isPlaying = !this.#isAtEnd;
    this.#status = this.#describe();
    this.#waitForNext();
  }

  getSnapshot(): Snapshot {
    return this.#snapshot;
  }

  getStatus(): SourceStatus {
    return this.#status;
  }

  getTrail(): Trail {
    return this.#trail;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  togglePlay(): void {
    // At the end only a replay from the start is possible.
    if (!this.#isPlaying && this.#isAtEnd) this.#index = 0;
    this.#isPlaying = !this.#isPlaying;
    this.#goTo(this.#index);
  }

  step(direction: -1 | 1): void {
    this.#isPlaying = false;
    this.#goTo(this.#index + direction);
  }

  seekBy(seconds: number): void {
    const wanted = this.#now.atSeconds + seconds;
    const {entries} = this.#recording;
    const index =
      seconds > 0
        ? entries.findIndex(({atSeconds}) => atSeconds >= wanted)
        : entries.findLastIndex(({atSeconds}) => atSeconds <= wanted);
    if (index !== -1) this.#goTo(index);
    else if (seconds > 0) this.seekToEnd();
    else this.seekToStart();
  }

  seekToStart(): void {
    this.#goTo(0);
  }

  seekToEnd(): void {
    this.#goTo(this.#recording.entries.length - 1);
  }

  stepSpeed(direction: 'faster' | 'slower'): void {
    const change = direction === 'faster' ? 1 : -1;
    this.#speed = speeds[speeds.indexOf(this.#speed as 1) + change] ?? this.#speed;
    this.#goTo(this.#index);
  }

  /** Stops the player and removes all listeners. */
  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  get #now(): RecordedEntry {
    return this.#recording.entries[this.#index] as RecordedEntry;
  }

  get #isAtEnd(): boolean {
    return this.#index === this.#recording.entries.length - 1;
  }

  #goTo(target: number): void {
    const {entries} = this.#recording;
    const index = Math.min(entries.length - 1, Math.max(0, target));
    this.#extendTrail(index);
    this.#index = index;
    this.#snapshot = this.#recording.readSnapshot(index);
    if (this.#isAtEnd) this.#isPlaying = false;
    this.#status = this.#describe();
    this.#waitForNext();
    for (const listener of this.#listeners) listener();
  }

  /** Extends the trail to the entry `index`. The trail of an earlier entry begins anew. */
  #extendTrail(index: number): void {
    const {entries} = this.#recording;
    const start = index < this.#index ? 0 : this.#index;
    if (start === 0) this.#trail = emptyTrail;
    for (let next = start + 1; next <= index; next++) {
      const [before, after] = entries.slice(next - 1, next + 1) as [RecordedEntry, RecordedEntry];
      this.#trail = extendTrail(this.#trail, before, after);
    }
  }

  #waitForNext(): void {
    clearTimeout(this.#timer);
    const next = this.#recording.entries[this.#index + 1];
    if (!this.#isPlaying || next === undefined) return;
    const gapMs = (next.atSeconds - this.#now.atSeconds) * 1_000;
    const waitMs = Math.min(gapMaxMs, Math.max(0, gapMs)) / this.#speed;
    this.#timer = setTimeout(() => this.#goTo(this.#index + 1), waitMs);
  }

  #describe(): SourceStatus {
    const {entries} = this.#recording;
    const last = entries.at(-1) as RecordedEntry;
    const what = this.#isPlaying ? 'replay' : this.#isAtEnd ? 'replay over' : 'replay paused';
    const time = `${this.#now.atSeconds.toFixed(1)} of ${last.atSeconds.toFixed(1)} s`;
    const speed = this.#speed === 1 ? '' : ` ${this.#speed}×`;
    return {text: `${what} ${time}${speed}`, isAlert: false};
  }
}
