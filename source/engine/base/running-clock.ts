import {closeSync, openSync, readSync} from 'node:fs';
import {monotonicMs} from './clock.ts';

/**
 * Mean time between two looks at the clocks. A stop of the process begins somewhere in between. A
 * look wakes the main thread, which takes a few tenths of a millisecond.
 */
const lookMs = 50;
/** The fractions of multiples of the golden ratio are spread evenly over 0 to 1. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;
/** A thread that is idle this long beyond its sleep was stopped, also if no signal continued it. */
const stopMs = 200;
/** The same where the system does not report how long a thread waited for a core. */
const stopUnknownMs = 1_000;
/** The signal that continues a process comes within this time. */
const signalMaxMs = 100;
/** No time in which the process may have been stopped. */
const noGap = {endMs: 0, ms: 0};

/** The times of the system that a running clock reads, in milliseconds. */
export interface RunningClockSource {
  /** The monotonic clock. */
  now(): number;
  /**
   * Time that the calling thread has spent on a core, or ready and waiting for one; `undefined` if
   * the system does not report it.
   */
  busy(): number | undefined;
  /** Calls `listener` after a signal has continued the process. */
  onContinue(listener: () => void): void;
  /** Ends the use of the system. */
  close(): void;
}

/**
 * A clock that stands still while the whole process is stopped: by a signal (Ctrl-Z, SIGSTOP), by a
 * container that is paused, or by a machine that sleeps. Main thread only.
 *
 * A timer looks at the clock every few milliseconds. When it is late, the thread was busy, waited
 * for a core, was blocked (by a disk, or by threads of the garbage collector), or was stopped.
 * Linux reports the first two. A stop ends with SIGCONT, or is long. A busy or throttled machine
 * therefore does not stop the clock. Each stop is known to half of the time between two looks. That
 * time varies, so that the errors of several stops cancel each other, also at regular intervals.
 */
export class RunningClock {
  readonly #source: RunningClockSource;
  #stoppedMs = 0;
  #lastMs: number;
  #lastBusyMs: number | undefined;
  #dueMs: number;
  #latestMs = 0;
  /** The longest time of late that may have been a stop, until a signal comes. */
  #gap = noGap;
  #looks = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Starts the clock. Tests pass other times of the system. */
  constructor(source: RunningClockSource = systemSource()) {
    this.#source = source;
    this.#lastMs = source.now();
    this.#lastBusyMs = source.busy();
    this.#dueMs = this.#lastMs;
    source.onContinue(() => this.#onContinue());
    this.#wait();
  }

  /** Milliseconds of an arbitrary origin in which the process was not stopped. Never decreases. */
  get nowMs(): number {
    this.#look();
    this.#latestMs = Math.max(this.#latestMs, this.#lastMs - this.#stoppedMs);
    return this.#latestMs;
  }

  /** Ends the looks. The clock does not notice stops any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#source.close();
  }

  #wait(): void {
    this.#looks++;
    const sleepMs = lookMs * (0.5 + ((this.#looks * goldenRatio) % 1));
    this.#dueMs = this.#lastMs + sleepMs;
    this.#timer = setTimeout(() => {
      this.#look();
      this.#wait();
    }, sleepMs);
    this.#timer.unref();
  }

  #look(): void {
    const nowMs = this.#source.now();
    const busyMs = this.#source.busy();
    const isKnown = busyMs !== undefined && this.#lastBusyMs !== undefined;
    const idleMs = nowMs - this.#lastMs - (isKnown ? busyMs - (this.#lastBusyMs as number) : 0);
    // For this time the thread sleeps on its own account.
    const sleepMs = Math.max(0, this.#dueMs - this.#lastMs);
    // If there was a stop, it began during the sleep, half way on average.
    const stoppedMs = idleMs - Math.min(idleMs, sleepMs) / 2;
    if (idleMs - sleepMs > (isKnown ? stopMs : stopUnknownMs)) {
      this.#stoppedMs += stoppedMs;
      this.#gap = noGap;
    } else if (stoppedMs > this.#gap.ms || nowMs - this.#gap.endMs > signalMaxMs) {
      this.#gap = {endMs: nowMs, ms: stoppedMs};
    }
    this.#lastMs = nowMs;
    this.#lastBusyMs = busyMs;
  }

  /** The event loop runs timers before signals, so the look may have come first. */
  #onContinue(): void {
    this.#look();
    if (this.#lastMs - this.#gap.endMs <= signalMaxMs) this.#stoppedMs += this.#gap.ms;
    this.#gap = noGap;
  }
}

/** The clocks of the system for the calling thread. */
function systemSource(): RunningClockSource {
  const buffer = Buffer.alloc(64);
  let fd: number | undefined;
  let onContinue = () => {};
  try {
    fd = openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    // Another system, or no descriptor is left.
  }
  return {
    now: monotonicMs,
    busy() {
      if (fd === undefined) return undefined;
      try {
        const length = readSync(fd, buffer, 0, buffer.length, 0);
        const [runNs = 0, waitNs = 0] = buffer.toString('latin1', 0, length).split(' ').map(Number);
        return (runNs + waitNs) / 1e6;
      } catch {
        return undefined;
      }
    },
    onContinue(listener) {
      onContinue = listener;
      process.on('SIGCONT', onContinue);
    },
    close() {
      process.off('SIGCONT', onContinue);
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}
