/**
 * How often the picture may be drawn: ten times a second, less when frames are dear, so that the interface is not the load.
 *
 * Measures the main thread's own processor time a frame, which counts React, layout and the terminal's bytes alike.
 */
const intervalMinMs = 100;
const intervalMaxMs = 500;
/** Share of a core that drawing may take. */
const coreShare = 0.1;
/** Weight of the newest frame in the running mean. */
const newestWeight = 0.2;

export class Pacer {
  readonly #cpuMs: () => number;
  #frameMs = 0;
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #lastCpuMs: number;

  /** @param cpuMs processor time that the main thread has used, in milliseconds */
  constructor(cpuMs: () => number = mainThreadCpuMs) {
    this.#cpuMs = cpuMs;
    this.#lastCpuMs = cpuMs();
  }

  /** Least time between two frames: 100 to 500 ms. */
  get intervalMs(): number {
    return Math.min(intervalMaxMs, Math.max(intervalMinMs, this.#frameMs / coreShare));
  }

  /** Whether a frame may be drawn at `nowMs`; if so, it is taken as drawn. */
  mayDraw(nowMs: number): boolean {
    // Timers are a little early or late: half an interval of the sampler decides, not the last microsecond.
    if (nowMs - this.#lastFrameMs < this.intervalMs - intervalMinMs / 2) return false;
    const cpuMs = this.#cpuMs();
    const costMs = cpuMs - this.#lastCpuMs;
    this.#frameMs += (costMs - this.#frameMs) * newestWeight;
    this.#lastFrameMs = nowMs;
    this.#lastCpuMs = cpuMs;
    return true;
  }
}

function mainThreadCpuMs(): number {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1_000;
}
