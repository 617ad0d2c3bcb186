/**
 * A stopwatch of the running time: the time that the pipeline has run without pauses, in total and
 * per mode. A mode is the present word of the setting whose choices are counted.
 *
 * Used on the main thread. The sampler passes each change when it is made, and the time at each
 * sample. The time is that of a clock that stands still while the whole process is stopped.
 */
export class Stopwatch {
  #activeMs = 0;
  readonly #modeMs = new Map<string, number>();
  #mode: string;
  #runningSinceMs: number | undefined;

  constructor(mode: string) {
    this.#mode = mode;
  }

  /** Seconds run up to the last call that passed the time. */
  get activeSeconds(): number {
    return this.#activeMs / 1_000;
  }

  secondsIn(mode: string): number {
    return (this.#modeMs.get(mode) ?? 0) / 1_000;
  }

  /** Counts the time up to `nowMs`. */
  advanceTo(nowMs: number): void {
    if (this.#runningSinceMs === undefined) return;
    const passedMs = nowMs - this.#runningSinceMs;
    this.#activeMs += passedMs;
    this.#modeMs.set(this.#mode, (this.#modeMs.get(this.#mode) ?? 0) + passedMs);
    this.#runningSinceMs = nowMs;
  }

  resume(nowMs: number): void {
    this.advanceTo(nowMs);
    this.#runningSinceMs = nowMs;
  }

  pause(nowMs: number): void {
    this.advanceTo(nowMs);
    this.#runningSinceMs = undefined;
  }

  setMode(mode: string, nowMs: number): void {
    this.advanceTo(nowMs);
    this.#mode = mode;
  }
}
