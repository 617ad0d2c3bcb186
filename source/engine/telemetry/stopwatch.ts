/**
 * Running time: how long the pipeline has run, pauses left out, in all and in each mode.
 *
 * Kept on the main thread, told of each change as it is made and of the time at each sample. Time in which the whole process was
 * stopped (Ctrl-Z, a sleeping machine) does not count.
 */
import {type Mode, modes} from '../shape.ts';
import type {Reading} from './reading.ts';
import {sum} from './statistics.ts';

/** Samples come ten times a second; a busy machine may be so late with one. */
const gapUsualMs = 1_100;
/** Threads that run free take more than this share of a core between them. */
const workingShare = 0.25;

export class Stopwatch {
  #activeMs = 0;
  readonly #modeMs = new Map<Mode, number>(modes.map((mode) => [mode, 0]));
  #mode: Mode;
  #runningSinceMs: number | undefined;

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  /** Seconds run up to the last call that told the time. */
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

  /** Goes on at `nowMs` without counting the time up to it. */
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
 * Whether the whole process was stopped between two readings (Ctrl-Z, a sleeping machine), and not only the thread that takes
 * them held up. After a stop a heartbeat on a schedule skips beats; in a free run the threads would have worked. Pure.
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
