/**
 * Running time: how long the pipeline has run, pauses left out, in all and in each mode.
 *
 * Kept on the main thread, told of each change as it is made and of the time at each sample. Time in which the whole process was
 * stopped (Ctrl-Z, a sleeping machine) does not count.
 */
import {type Mode, modes} from '../shape.ts';

/** Samples come ten times a second: where none has for longer than this, the process was stopped, and nothing ran. */
const gapMaxMs = 1_100;

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
    const passedMs = Math.min(nowMs - this.#runningSinceMs, gapMaxMs);
    this.#activeMs += passedMs;
    this.#modeMs.set(this.#mode, (this.#modeMs.get(this.#mode) ?? 0) + passedMs);
    this.#runningSinceMs = nowMs;
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
