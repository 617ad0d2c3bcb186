/** Length of the pieces into which a countdown divides its time. */
const pieceMs = 1_000;
/** Shortest piece. A clock that stands still must not keep the thread busy. */
const pieceMinMs = 1;

/** A clock, in milliseconds. */
export interface RunningTime {
  readonly nowMs: number;
}

/**
 * A timer that counts only the time in which the process ran.
 *
 * All timers are due when a stopped process (Ctrl-Z, a sleeping machine) continues, although
 * nothing could have happened meanwhile. A countdown therefore waits in short pieces, and reads the
 * time that is left from a clock that stands still while the process is stopped. The pieces also
 * allow times beyond the 31 bits of milliseconds that a timer holds.
 */
export class SuspendAwareTimer {
  readonly #clock: RunningTime;
  #timer: NodeJS.Timeout | undefined;

  /** @param clock a clock that stands still while the process is stopped */
  constructor(clock: RunningTime) {
    this.#clock = clock;
  }

  /** Calls `onDone` once, after `ms` milliseconds (0 to Infinity). Restarts a running countdown. */
  start(ms: number, onDone: () => void): void {
    this.cancel();
    this.#wait(this.#clock.nowMs + ms, onDone);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(endMs: number, onDone: () => void): void {
    const leftMs = endMs - this.#clock.nowMs;
    if (leftMs <= 0) {
      onDone();
      return;
    }
    const waitMs = Math.max(pieceMinMs, Math.min(leftMs, pieceMs));
    this.#timer = setTimeout(() => this.#wait(endMs, onDone), waitMs);
  }
}
