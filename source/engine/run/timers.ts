import {stopDeadlineMs} from '../base/limits.ts';
import type {RunningClock} from '../base/running-clock.ts';
import {Chaos} from '../runtime/chaos.ts';
import {RunTimeLimit} from '../runtime/run-time-limit.ts';
import {SuspendAwareTimer} from '../runtime/suspend-aware-timer.ts';
import type {Sampler} from '../telemetry/sampler.ts';
import type {RunOptions} from './api.ts';
import type {Deployment} from './deployment.ts';

const sampleIntervalMs = 100;

/** What happens at the times of a run. */
export interface TimerEvents {
  /** It is time for a sample: ten times per second. */
  onSample(): void;
  /** The requested time of running is over. */
  onTimeLimit(): void;
  /** The actors were not done in time. `fault` is the failure in one sentence. */
  onDeadline(fault: string): void;
}

/** All timers of a run: samples, the time limit, the stop deadline and chaos. Main thread only. */
export class RunTimers {
  readonly timeLimit: RunTimeLimit;
  readonly #events: TimerEvents;
  readonly #sampleTimer: NodeJS.Timeout;
  readonly #deadline: SuspendAwareTimer;
  readonly #clock: RunningClock;
  readonly #deadlineMs: number;
  readonly #chaos: Chaos;

  /** @param clock is closed when the run ends */
  constructor(
    deployment: Deployment,
    sampler: Sampler,
    options: RunOptions,
    clock: RunningClock,
    events: TimerEvents,
  ) {
    this.#clock = clock;
    this.#deadline = new SuspendAwareTimer(clock);
    this.#events = events;
    this.#deadlineMs = options.stopDeadlineMs ?? stopDeadlineMs;
    this.timeLimit = new RunTimeLimit(
      options.durationSeconds ?? Number.POSITIVE_INFINITY,
      () => sampler.runningSeconds(),
      () => events.onTimeLimit(),
      clock,
    );
    const chaosMeanMs = (options.chaosMeanSeconds ?? Number.POSITIVE_INFINITY) * 1_000;
    const countThreads = () => deployment.parts.graph.threads.length;
    this.#chaos = new Chaos(chaosMeanMs, countThreads, (thread) => deployment.crash(thread));
    this.#sampleTimer = setInterval(() => events.onSample(), sampleIntervalMs);
  }

  /** Starts the time limit and chaos, when the run begins. */
  begin(): void {
    this.timeLimit.resume();
    this.#chaos.start();
  }

  /** Starts the deadline within which all actors must be done. The time limit stops counting. */
  startDeadline(): void {
    this.timeLimit.pause();
    const fault = `not all actors agreed within ${this.#deadlineMs / 1_000} s`;
    this.#deadline.start(this.#deadlineMs, () => this.#events.onDeadline(fault));
  }

  cancelDeadline(): void {
    this.#deadline.cancel();
  }

  /** Stops all timers, when the run ends. */
  end(): void {
    clearInterval(this.#sampleTimer);
    this.timeLimit.pause();
    this.#deadline.cancel();
    this.#chaos.stop();
    this.#clock.close();
  }
}
