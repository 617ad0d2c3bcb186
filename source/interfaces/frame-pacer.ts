/**
 * How often the picture is drawn: ten times a second, less when frames are dear, so that the interface is not the load.
 *
 * Measures the main thread's own processor time a frame, which counts React, layout and the terminal's bytes alike. A
 * change that comes too soon after a frame is not dropped but drawn when its time has come.
 */
import {performance} from 'node:perf_hooks';
import type {UiUsage} from '../store/monitor.ts';

/** Unless the user wants still fewer. */
const intervalMaxMs = 500;
/** What the interface takes is measured over about this long. */
const costWindowMs = 1_000;
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

export class FramePacer {
  readonly #draw: () => void;
  readonly #clock: PacerClock;
  readonly #intervalMinMs: number;
  #uiUsage: UiUsage | undefined;
  #window: {readonly startMs: number; readonly cpuMs: number; frames: number};
  #frameCpuMs = 0;
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #lastCpuMs: number;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** @param framesPerSecondMax frames a second at most, above 0 */
  constructor(draw: () => void, framesPerSecondMax: number, clock: PacerClock = systemClock) {
    this.#draw = draw;
    this.#clock = clock;
    this.#intervalMinMs = 1_000 / framesPerSecondMax;
    this.#lastCpuMs = clock.cpu();
    this.#window = {startMs: clock.now(), cpuMs: this.#lastCpuMs, frames: 0};
  }

  /** Least time between two frames: 100 to 500 ms, or more where the user wants fewer. */
  get intervalMs(): number {
    const dear = Math.min(intervalMaxMs, this.#frameCpuMs / coreShare);
    return Math.max(this.#intervalMinMs, dear);
  }

  /** What was taken in the last window of about a second; `undefined` before the first has closed. */
  get uiUsage(): UiUsage | undefined {
    return this.#uiUsage;
  }

  /** Says that there is something new: draws it now, or as soon as a frame is due. */
  request(): void {
    if (this.#isStopped || this.#timer !== undefined) return;
    const dueMs = this.#lastFrameMs + this.intervalMs - this.#clock.now();
    if (dueMs <= slackMs) this.#frame();
    else this.#timer = setTimeout(() => this.#frame(), dueMs);
  }

  /** Lets the next frame be drawn at once, however short ago the last one was. */
  hurry(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastFrameMs = Number.NEGATIVE_INFINITY;
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
    this.#account(cpuMs);
    this.#draw();
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
