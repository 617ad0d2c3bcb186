/**
 * Waits for a time in which the process really ran.
 *
 * A process that was stopped (Ctrl-Z, a sleeping machine) finds all its timers due when it goes on, although nothing could
 * have happened meanwhile. So the time is counted in short pieces, and a piece that took much longer than it should
 * counts only as long as it should have. It also goes beyond the 31 bits of milliseconds that a timer holds.
 */
const pieceMs = 1_000;
/** A piece may be this much late and count in full: then it was a busy machine, not a stopped process. */
const latenessMaxMs = 1_000;

export class Countdown {
  #timer: NodeJS.Timeout | undefined;

  /** Calls `onDone` once, after `ms` milliseconds (0 to Infinity); starts anew if it was running. */
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
    const wantedMs = Math.min(leftMs, pieceMs);
    this.#timer = setTimeout(() => {
      const tookMs = Math.min(performance.now() - startMs, wantedMs + latenessMaxMs);
      const nowLeftMs = leftMs - tookMs;
      if (nowLeftMs > 0) this.#wait(nowLeftMs, onDone);
      else onDone();
    }, wantedMs);
  }
}
