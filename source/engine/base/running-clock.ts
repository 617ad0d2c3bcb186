import {closeSync, openSync, readSync} from 'node:fs';
import {monotonicMs} from './clock.ts';

/**
 * Time between two looks at the clocks. A stop of the process begins somewhere in between. A look
 * wakes the main thread, which takes a few tenths of a millisecond.
 */
const lookMs = 50;
/** A look is usually this late at most, if the thread had nothing else to do. */
const latenessMaxMs = 10;
/** The same where the system does not report how long a thread waited for a core. */
const latenessUnknownMaxMs = 1_000;

/** The times of the system that a running clock reads, in milliseconds. */
export interface RunningClockSource {
  /** The monotonic clock. */
  now(): number;
  /**
   * Time that the calling thread has spent on a core, or ready and waiting for one; `undefined` if
   * the system does not report it.
   */
  busy(): number | undefined;
  /** Ends the use of the system. */
  close(): void;
}

/**
 * A clock that stands still while the whole process is stopped: by a signal (Ctrl-Z, SIGSTOP), by a
 * container that is paused, or by a machine that sleeps. Main thread only.
 *
 * A timer looks at the clock every few milliseconds. When it is late, the thread was busy, waited
 * for a core, or was stopped. Linux reports the first two. The rest was a stop. A busy or throttled
 * machine therefore does not stop the clock. Each stop is known to half of the time between two
 * looks, and the errors of several stops cancel each other.
 */
export class RunningClock {
  readonly #source: RunningClockSource;
  #stoppedMs = 0;
  #lastMs: number;
  #lastBusyMs: number | undefined;
  #dueMs: number;
  #latestMs = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Starts the clock. Tests pass other times of the system. */
  constructor(source: RunningClockSource = systemSource()) {
    this.#source = source;
    this.#lastMs = source.now();
    this.#lastBusyMs = source.busy();
    this.#dueMs = this.#lastMs + lookMs;
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
    this.#timer = setTimeout(() => {
      this.#look();
      this.#dueMs = this.#lastMs + lookMs;
      this.#wait();
    }, lookMs);
    this.#timer.unref();
  }

  #look(): void {
    const nowMs = this.#source.now();
    const busyMs = this.#source.busy();
    const isKnown = busyMs !== undefined && this.#lastBusyMs !== undefined;
    const idleMs = nowMs - this.#lastMs - (isKnown ? busyMs - (this.#lastBusyMs as number) : 0);
    // The thread slept up to here on its own account.
    const sleepMs = Math.max(0, this.#dueMs - this.#lastMs);
    const lateMs = idleMs - sleepMs;
    if (lateMs > (isKnown ? latenessMaxMs : latenessUnknownMaxMs)) {
      // The stop began during the sleep, half way on average.
      this.#stoppedMs += lateMs + sleepMs / 2;
    }
    this.#lastMs = nowMs;
    this.#lastBusyMs = busyMs;
  }
}

/** The clocks of the system for the calling thread. */
function systemSource(): RunningClockSource {
  const buffer = Buffer.alloc(64);
  let fd: number | undefined;
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
    close() {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}
