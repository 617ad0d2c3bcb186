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

  now(): number {
    return performance.now() + this.skippedMs;
  }

  busy(): number | undefined {
    return this.busyMs;
  }

  close(): void {}
}

function open(busyMs: number | undefined = 0) {
  const system = new System();
  system.busyMs = busyMs;
  const clock = new RunningClock(system);
  const startMs = clock.nowMs;
  return {system, clock, passedMs: () => clock.nowMs - startMs};
}

/** Time between two looks of the clock. */
const lookMs = 50;

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
  expect(Math.abs(passedMs() - 2_000)).toBeLessThanOrEqual(lookMs / 2);
});

test('a hundred stops at random moments add up to little', () => {
  const {system, passedMs} = open();
  let ranMs = 0;
  // Moments spread evenly over the time between two looks.
  for (let stop = 0; stop < 100; stop++) {
    const beforeMs = 100 + ((stop * 7) % lookMs);
    vi.advanceTimersByTime(beforeMs);
    // A timer that is due during the stop fires at once after it.
    system.skippedMs += 500;
    const leftMs = lookMs - (beforeMs % lookMs);
    system.skippedMs -= leftMs;
    vi.advanceTimersByTime(leftMs);
    ranMs += beforeMs;
  }
  expect(Math.abs(passedMs() - ranMs)).toBeLessThan(200);
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
