import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Chaos} from '../../../source/engine/runtime/chaos.ts';
import {SlidingWindowCounter} from '../../../source/engine/runtime/sliding-window-counter.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('threads are crashed at times of the mean that was asked for, every one of them', () => {
  const crashed: number[] = [];
  const chaos = new Chaos(
    100,
    () => 3,
    (thread) => crashed.push(thread),
  );
  chaos.start();
  vi.advanceTimersByTime(200_000);
  chaos.stop();
  // Of two thousand, three standard deviations are 134.
  expect(crashed.length).toBeGreaterThan(1_800);
  expect(crashed.length).toBeLessThan(2_200);
  expect(new Set(crashed)).toEqual(new Set([0, 1, 2]));
  const before = crashed.length;
  vi.advanceTimersByTime(10_000);
  expect(crashed).toHaveLength(before);
});

test('the delay is exponential in the number that is drawn', () => {
  const crash = vi.fn();
  new Chaos(
    1_000,
    () => 2,
    crash,
    () => 0.5,
  ).start();
  vi.advanceTimersByTime(692);
  expect(crash).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(crash).toHaveBeenCalledWith(1);
});

test('an infinite mean means never', () => {
  const crash = vi.fn();
  new Chaos(Number.POSITIVE_INFINITY, () => 3, crash).start();
  vi.advanceTimersByTime(1e9);
  expect(crash).not.toHaveBeenCalled();
});

test('a recent count forgets what is older than its window', () => {
  const count = new SlidingWindowCounter(10_000);
  expect([0, 1_000, 9_999, 10_000, 10_500, 25_000].map((ms) => count.add(ms))).toEqual([
    1, 2, 3, 3, 4, 1,
  ]);
});
