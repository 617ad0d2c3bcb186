/**
 * How often the picture is drawn: ten times a second, less when frames are dear, so that the interface is not the load.
 *
 * Measures the main thread's own processor time a frame, which counts React, layout and the terminal's bytes alike. A
 * change that comes too soon after a frame is not dropped but drawn when its time has come.
 */
import {performance} from 'node:perf_hooks';

const intervalMinMs = 100;
const intervalMaxMs = 500;
/**
 * Share of a core that the main thread may take for drawing: with V8's helper threads, which collect the frames' garbage
 * and take half as much again, the picture then stays below a tenth of a core.
 */
const coreShare = 0.05;
/** Weight of the newest frame in the running mean. */
const newestWeight = 0.2;
/** The sampler's timer is a little early or late; so much sooner is still on time. */
const slackMs = 20;

/** Where a pacer gets times from, in milliseconds. */
export interface PacerClock {
  now(): number;
  /** Processor time that the main thread has used. */
  cpu(): number;
}

const systemClock: PacerClock = {
  now: () => performance.now(),
  cpu() {
    // Node 22 has this from 22.15 on; before, the time that the event loop was not idle comes close.
    if (process.threadCpuUsage === undefined) return performance.eventLoopUtilization().active;
    const {user, system} = process.threadCpuUsage();
    return (user + system) / 1_000;
  },
};

export class Pacer {
  readonly #draw: () => void;
  readonly #clock: PacerClock;
  #frameCpuMs = 0;
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #lastCpuMs: number;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(draw: () => void, clock: PacerClock = systemClock) {
    this.#draw = draw;
    this.#clock = clock;
    this.#lastCpuMs = clock.cpu();
  }

  /** Least time between two frames: 100 to 500 ms. */
  get intervalMs(): number {
    return Math.min(intervalMaxMs, Math.max(intervalMinMs, this.#frameCpuMs / coreShare));
  }

  /** Says that there is something new: draws it now, or as soon as a frame is due. */
  request(): void {
    if (this.#isStopped || this.#timer !== undefined) return;
    const dueMs = this.#lastFrameMs + this.intervalMs - this.#clock.now();
    if (dueMs <= slackMs) this.#frame();
    else this.#timer = setTimeout(() => this.#frame(), dueMs);
  }

  /** Draws nothing more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #frame(): void {
    this.#timer = undefined;
    const cpuMs = this.#clock.cpu();
    this.#frameCpuMs += (cpuMs - this.#lastCpuMs - this.#frameCpuMs) * newestWeight;
    this.#lastCpuMs = cpuMs;
    this.#lastFrameMs = this.#clock.now();
    this.#draw();
  }
}
