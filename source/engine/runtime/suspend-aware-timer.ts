/** Length of the pieces into which a countdown divides its time. */
const tickMs = 1_000;
/**
 * Lateness of a piece that counts in full. A piece is at most this late on a busy machine. It is
 * later after the process was stopped.
 */
const latenessMaxMs = 1_000;

/**
 * A timer that counts only the time in which the process ran.
 *
 * All timers are due when a stopped process (Ctrl-Z, a sleeping machine) continues, although
 * nothing could have happened meanwhile. A countdown therefore counts its time in short pieces. Of
 * a piece that takes much longer than its length, only the length and `latenessMaxMs` count. The
 * pieces also allow times beyond the 31 bits of milliseconds that a timer holds.
 */
export class SuspendAwareTimer {
  #timer: NodeJS.Timeout | undefined;

  /** Calls `onDone` once, after `ms` milliseconds (0 to Infinity). Restarts a running countdown. */
  start(ms: number, onDone: () => void): void {
    this.cancel();
    this.#wait(ms, onDone);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(leftMs: number, onDone: () => void): void {
    const startMs = performance.now();
    const wantedMs = Math.min(leftMs, tickMs);
    this.#timer = setTimeout(() => {
      const tookMs = Math.min(performance.now() - startMs, wantedMs + latenessMaxMs);
      const nowLeftMs = leftMs - tookMs;
      if (nowLeftMs > 0) this.#wait(nowLeftMs, onDone);
      else onDone();
    }, wantedMs);
  }
}
