import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {SuspendAwareTimer} from '../../../source/engine/runtime/suspend-aware-timer.ts';

const clock = {
  get nowMs() {
    return performance.now();
  },
};

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});

afterEach(() => {
  vi.useRealTimers();
});

test('it ends when its time has passed and not before', () => {
  const onDone = vi.fn();
  new SuspendAwareTimer(clock).start(20_000, onDone);
  vi.advanceTimersByTime(19_999);
  expect(onDone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onDone).toHaveBeenCalledOnce();
});

test('a fraction of a second is waited for too', () => {
  const onDone = vi.fn();
  new SuspendAwareTimer(clock).start(1_250, onDone);
  vi.advanceTimersByTime(1_249);
  expect(onDone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onDone).toHaveBeenCalledOnce();
});

test('time in which the clock stands still does not count', () => {
  const onDone = vi.fn();
  const stopped = {nowMs: 0};
  new SuspendAwareTimer(stopped).start(20_000, onDone);
  vi.advanceTimersByTime(3_600_000);
  expect(onDone).not.toHaveBeenCalled();
  stopped.nowMs = 20_000;
  vi.advanceTimersByTime(1_000);
  expect(onDone).toHaveBeenCalledOnce();
});

test('cancelled it never ends, and started anew it begins from the start', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const timer = new SuspendAwareTimer(clock);
  timer.start(1_000, first);
  vi.advanceTimersByTime(900);
  timer.start(1_000, second);
  vi.advanceTimersByTime(999);
  expect(second).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(second).toHaveBeenCalledOnce();
  timer.start(1_000, second);
  timer.cancel();
  vi.advanceTimersByTime(60_000);
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledOnce();
});

test('a time without end never ends', () => {
  const onDone = vi.fn();
  new SuspendAwareTimer(clock).start(Number.POSITIVE_INFINITY, onDone);
  vi.advanceTimersByTime(10_000_000);
  expect(onDone).not.toHaveBeenCalled();
});
