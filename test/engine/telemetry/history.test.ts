import {expect, test} from 'vitest';
import {ReadingHistory} from '../../../source/engine/telemetry/history.ts';
import {createReading} from './tiny.ts';

test('recent is the latest reading that is at least a second old', () => {
  const history = new ReadingHistory(createReading(0));
  for (let atMs = 100; atMs <= 2_000; atMs += 100) history.add(createReading(atMs));
  expect(history.recent.atMs).toBe(1_000);
  expect(history.now.atMs).toBe(2_000);
});

test('after a pause, now is compared only with readings from after it', () => {
  const history = new ReadingHistory(createReading(0));
  history.add(createReading(900));
  history.restart();
  expect(history.recent.atMs).toBe(900);
});

test('the first reading is that of the start of the run', () => {
  const history = new ReadingHistory(createReading(0));
  history.add(createReading(500));
  history.begin(createReading(600));
  history.add(createReading(700));
  expect([history.first.atMs, history.recent.atMs, history.rolling.atMs]).toEqual([600, 600, 600]);
});

test('the window is ten to eleven seconds long, and begins again after a pause', () => {
  const history = new ReadingHistory(createReading(0));
  for (let atMs = 100; atMs <= 60_000; atMs += 100) {
    history.add(createReading(atMs));
    const lengthMs = atMs - history.rolling.atMs;
    if (atMs >= 10_000) expect(lengthMs).toBeGreaterThanOrEqual(10_000);
    else expect(lengthMs).toBe(atMs);
    expect(lengthMs).toBeLessThanOrEqual(11_000);
  }
  history.restart();
  history.add(createReading(61_000));
  expect(history.rolling.atMs).toBe(60_000);
});
