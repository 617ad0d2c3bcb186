/**
 * Frame rate control: five frames per second, ten for a second after a key, and fewer when frames
 * are expensive. The monitor must not be the load that it measures.
 *
 * The pacer measures the main thread's own processor time in a frame. That time includes React,
 * layout and the bytes of the terminal, but not the samples between two frames: these are taken
 * without a monitor too. A change that comes too soon after a frame is not dropped. It is drawn
 * when the next frame is due.
 */
import {performance} from 'node:perf_hooks';
import type {UiUsage} from './state.ts';

/** Greatest interval between frames, unless the user wants fewer frames. */
const intervalMaxMs = 500;
/** Interval between frames while nobody acts. Bars that change faster cannot be read. */
const calmMs = 200;
/** Time after a key in which frames come as fast as they may. */
const hurryMs = 1_000;
/** Approximate length of the window over which the monitor's cost is measured. */
const costWindowMs = 1_000;
/**
 * Share of a core that the main thread may take for drawing. V8's helper threads collect the
 * garbage of the frames, and take half as much again. Together the monitor stays below a tenth of a
 * core.
 */
const coreShare = 0.05;
/** Weight of the newest frame in the running mean. */
const newestWeight = 0.2;
/** The sampler's timer is a little early or late. A request this much too early is on time. */
const slackMs = 20;

/** The clocks of a pacer, in milliseconds. */
export interface PacerClock {
  /** Monotonic time. */
  now(): number;
  /** Processor time that the main thread has used. */
  cpu(): number;
}

const systemClock: PacerClock = {
  now: () => performance.now(),
  cpu() {
    // Node 22 has `threadCpuUsage` from 22.15 on. Before that, the active time of the event loop is
    // close to it.
    if (process.threadCpuUsage === undefined) return performance.eventLoopUtilization().active;
    const {user, system} = process.threadCpuUsage();
    return (user + system) / 1_000;
  },
};

/**
 * Limits the rate at which `draw` is called. Runs on the main thread. Tests pass a clock of their
 * own.
 */
export class FramePacer {
  readonly #draw: () => void;
  readonly #clock: PacerClock;
  readonly #intervalMinMs: number;
  #uiUsage: UiUsage | undefined;
  #window: {readonly startMs: number; readonly cpuMs: number; frames: number};
  #frameCpuMs = 0;
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #hurriedUntilMs = Number.NEGATIVE_INFINITY;
  #isStopped = false;

  /** @param framesPerSecondMax greatest number of frames per second, above 0 */
  constructor(draw: () => void, framesPerSecondMax: number, clock: PacerClock = systemClock) {
    this.#draw = draw;
    this.#clock = clock;
    this.#intervalMinMs = 1_000 / framesPerSecondMax;
    this.#window = {startMs: clock.now(), cpuMs: clock.cpu(), frames: 0};
  }

  /**
   * Least time between two frames: 200 to 500 ms, 100 ms after a key, or more when the user wants
   * fewer frames.
   */
  get intervalMs(): number {
    const dear = Math.min(intervalMaxMs, this.#frameCpuMs / coreShare);
    const calm = this.#clock.now() < this.#hurriedUntilMs ? 0 : calmMs;
    return Math.max(this.#intervalMinMs, calm, dear);
  }

  /** Cost in the last window of about a second. `undefined` before the first window has closed. */
  get uiUsage(): UiUsage | undefined {
    return this.#uiUsage;
  }

  /** Requests a frame for a change. Draws it now, or as soon as a frame is due. */
  request(): void {
    if (this.#isStopped || this.#timer !== undefined) return;
    const dueMs = this.#lastFrameMs + this.intervalMs - this.#clock.now();
    if (dueMs <= slackMs) this.#frame();
    else this.#timer = setTimeout(() => this.#frame(), dueMs);
  }

  /** Shows the effect of a key soon: frames come faster for a second. */
  hurry(): void {
    this.#hurriedUntilMs = this.#clock.now() + hurryMs;
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.request();
  }

  /** Makes the next request draw at once, regardless of the time of the last frame. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastFrameMs = Number.NEGATIVE_INFINITY;
  }

  /** Stops drawing. Later requests have no effect. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #frame(): void {
    this.#timer = undefined;
    const cpuMs = this.#clock.cpu();
    this.#lastFrameMs = this.#clock.now();
    this.#account(cpuMs);
    this.#draw();
    // React draws in a microtask.
    setImmediate(() => {
      const costMs = this.#clock.cpu() - cpuMs;
      this.#frameCpuMs += (costMs - this.#frameCpuMs) * newestWeight;
    });
  }

  #account(cpuMs: number): void {
    const {startMs, cpuMs: startCpuMs, frames} = this.#window;
    const spanMs = this.#lastFrameMs - startMs;
    this.#window.frames++;
    if (spanMs < costWindowMs) return;
    this.#uiUsage = {
      framesPerSecond: (frames * 1_000) / spanMs,
      cores: (cpuMs - startCpuMs) / spanMs,
    };
    this.#window = {startMs: this.#lastFrameMs, cpuMs, frames: 1};
  }
}
