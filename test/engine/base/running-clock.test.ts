import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {RunningClock} from '../../../source/engine/base/running-clock.ts';

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});

afterEach(() => {
  vi.useRealTimers();
});

/** A system whose times a test moves. */
class System {
  /** Time that passed without a timer. */
  skippedMs = 0;
  busyMs: number | undefined = 0;
  continued = () => {};
  #nowMs: number | undefined;

  now(): number {
    return this.#nowMs ?? performance.now() + this.skippedMs;
  }

  busy(): number | undefined {
    return this.busyMs;
  }

  onContinue(listener: () => void): void {
    this.continued = listener;
  }

  close(): void {}

  /** Stops the process. The timer that is due during the stop fires at once after it. */
  stop(ms: number, beforeTimer = () => {}): void {
    const endMs = this.now() + ms;
    this.#nowMs = endMs;
    beforeTimer();
    vi.advanceTimersToNextTimer();
    this.skippedMs = endMs - performance.now();
    this.#nowMs = undefined;
  }
}

function open(busyMs: number | undefined = 0) {
  const system = new System();
  system.busyMs = busyMs;
  const clock = new RunningClock(system);
  const startMs = clock.nowMs;
  return {system, clock, passedMs: () => clock.nowMs - startMs};
}

/** The longest time between two looks of the clock. */
const lookMaxMs = 75;

test('it advances with the time, however often it is read', () => {
  const {passedMs} = open();
  for (let turn = 1; turn <= 1_000; turn++) {
    vi.advanceTimersByTime(7);
    expect(passedMs()).toBeCloseTo(7 * turn, 6);
  }
});

test('it stands still while the process is stopped', () => {
  const {system, passedMs} = open();
  vi.advanceTimersByTime(1_000);
  system.skippedMs += 3_000;
  vi.advanceTimersByTime(1_000);
  expect(Math.abs(passedMs() - 2_000)).toBeLessThanOrEqual(lookMaxMs / 2);
});

test.each([
  ['at irregular intervals', 500, false, (stop: number) => 100 + ((stop * 7) % 50)],
  ['at regular intervals', 500, false, () => 100],
  ['that are short, and signalled', 100, true, () => 50],
])('a hundred stops %s add up to little', (_, stopMs, isSignalled, intervalOf) => {
  const {system, passedMs} = open();
  let ranMs = 0;
  for (let stop = 0; stop < 100; stop++) {
    const beforeMs = intervalOf(stop);
    vi.advanceTimersByTime(beforeMs);
    // The signal comes before or after the timer.
    const isFirst = stop % 2 === 0;
    system.stop(stopMs, isSignalled && isFirst ? system.continued : undefined);
    if (isSignalled && !isFirst) system.continued();
    ranMs += beforeMs;
  }
  // A tenth of what the errors would be at most if they did not cancel each other.
  expect(Math.abs(passedMs() - ranMs)).toBeLessThan((100 * lookMaxMs) / 2 / 10);
});

test('a thread that is blocked for a moment counts as running', () => {
  const {system, passedMs} = open();
  for (let turn = 0; turn < 20; turn++) {
    vi.advanceTimersByTime(100);
    system.skippedMs += 90;
  }
  vi.advanceTimersByTime(200);
  expect(passedMs()).toBeCloseTo(20 * 190 + 200, 0);
  // A signal that comes much later did not end a stop then.
  system.continued();
  expect(Math.abs(passedMs() - (20 * 190 + 200))).toBeLessThanOrEqual(lookMaxMs / 2);
});

test('time in which the thread was busy, or waited for a core, counts', () => {
  const {system, passedMs} = open();
  for (let turn = 0; turn < 20; turn++) {
    vi.advanceTimersByTime(100);
    system.skippedMs += 400;
    system.busyMs = (system.busyMs ?? 0) + 395;
  }
  vi.advanceTimersByTime(100);
  expect(passedMs()).toBeCloseTo(20 * 500 + 100, 0);
});

test('without the times of the thread only long stops are known', () => {
  const {system, passedMs} = open(undefined);
  vi.advanceTimersByTime(100);
  system.busyMs = undefined;
  system.skippedMs += 400;
  vi.advanceTimersByTime(100);
  expect(passedMs()).toBeCloseTo(600, 0);
  system.skippedMs += 60_000;
  vi.advanceTimersByTime(100);
  expect(passedMs()).toBeLessThan(750);
});

test('it never goes back', () => {
  const {system, clock} = open();
  let latestMs = clock.nowMs;
  for (let turn = 0; turn < 200; turn++) {
    vi.advanceTimersByTime(turn % 13);
    system.skippedMs += turn % 5 === 0 ? 60 : 0;
    expect(clock.nowMs).toBeGreaterThanOrEqual(latestMs);
    latestMs = clock.nowMs;
  }
});
