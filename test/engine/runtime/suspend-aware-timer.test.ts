import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {SuspendAwareTimer} from '../../../source/engine/runtime/suspend-aware-timer.ts';

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});

afterEach(() => {
  vi.useRealTimers();
});

test('it ends when its time has passed and not before', () => {
  const onDone = vi.fn();
  new SuspendAwareTimer().start(20_000, onDone);
  vi.advanceTimersByTime(19_999);
  expect(onDone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onDone).toHaveBeenCalledOnce();
});

test('a fraction of a second is waited for too', () => {
  const onDone = vi.fn();
  new SuspendAwareTimer().start(1_250, onDone);
  vi.advanceTimersByTime(1_249);
  expect(onDone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onDone).toHaveBeenCalledOnce();
});

test('an hour in which the process was stopped hardly counts', () => {
  const onDone = vi.fn();
  new SuspendAwareTimer().start(20_000, onDone);
  vi.advanceTimersByTime(5_500);
  // The clock jumps, and no timer fires meanwhile.
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.spyOn(performance, 'now').mockReturnValueOnce(performance.now() + 3_600_000);
  vi.advanceTimersByTime(500);
  expect(onDone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(11_000);
  expect(onDone).not.toHaveBeenCalled();
});

test('cancelled it never ends, and started anew it begins from the start', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const timer = new SuspendAwareTimer();
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
  new SuspendAwareTimer().start(Number.POSITIVE_INFINITY, onDone);
  vi.advanceTimersByTime(10_000_000);
  expect(onDone).not.toHaveBeenCalled();
});
