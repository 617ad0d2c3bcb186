import {type Mode, modes} from '../shape.ts';
import type {Reading} from './reading.ts';
import {sum} from './statistics.ts';

/**
 * The longest usual gap between samples. They come ten times per second; a busy machine delays
 * them.
 */
const gapUsualMs = 1_100;
/** In a free run, all threads together use more than this share of one core. */
const workingShare = 0.25;

/**
 * A stopwatch of the running time: the time that the pipeline has run without pauses, in total and
 * per mode.
 *
 * Used on the main thread. The sampler passes each change when it is made, and the time at each
 * sample. Time in which the whole process was stopped (Ctrl-Z, a sleeping machine) does not count.
 */
export class Stopwatch {
  #activeMs = 0;
  readonly #modeMs = new Map<Mode, number>(modes.map((mode) => [mode, 0]));
  #mode: Mode;
  #runningSinceMs: number | undefined;

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  /** Seconds run up to the last call that passed the time. */
  get activeSeconds(): number {
    return this.#activeMs / 1_000;
  }

  secondsIn(mode: Mode): number {
    return (this.#modeMs.get(mode) ?? 0) / 1_000;
  }

  /** Counts the time up to `nowMs`. */
  settle(nowMs: number): void {
    if (this.#runningSinceMs === undefined) return;
    const passedMs = nowMs - this.#runningSinceMs;
    this.#activeMs += passedMs;
    this.#modeMs.set(this.#mode, (this.#modeMs.get(this.#mode) ?? 0) + passedMs);
    this.#runningSinceMs = nowMs;
  }

  /** Continues at `nowMs` without counting the time up to it. */
  skipTo(nowMs: number): void {
    if (this.#runningSinceMs !== undefined) this.#runningSinceMs = nowMs;
  }

  resume(nowMs: number): void {
    this.settle(nowMs);
    this.#runningSinceMs = nowMs;
  }

  pause(nowMs: number): void {
    this.settle(nowMs);
    this.#runningSinceMs = undefined;
  }

  setMode(mode: Mode, nowMs: number): void {
    this.settle(nowMs);
    this.#mode = mode;
  }
}

/**
 * Whether the whole process was stopped between two readings (Ctrl-Z, a sleeping machine). A delay
 * of only the thread that takes the readings does not count. Pure.
 *
 * A heartbeat with a schedule skips beats after a stop. In a free run, the threads would have
 * worked during a mere delay.
 */
export function wasProcessSuspended(from: Reading, to: Reading): boolean {
  const gapMs = to.atMs - from.atMs;
  if (gapMs <= gapUsualMs) return false;
  if (to.records.heartbeat.periodMs > 0) {
    return to.records.heartbeat.skipped > from.records.heartbeat.skipped;
  }
  const workedMs = sum(to.threadsCpuMs) - sum(from.threadsCpuMs);
  return workedMs < gapMs * workingShare;
}
