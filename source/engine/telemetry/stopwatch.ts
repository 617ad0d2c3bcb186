/**
 * Running time: how long the pipeline has run, pauses left out, in all and in each mode.
 *
 * Kept on the main thread, told of each change as it is made and of the time at each sample.
 */
import {type Mode, modes} from '../shape.ts';

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
