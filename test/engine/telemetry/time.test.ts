import {expect, test} from 'vitest';
import {Log} from '../../../source/engine/telemetry/log.ts';
import {countsSince} from '../../../source/engine/telemetry/statistics.ts';
import {Stopwatch} from '../../../source/engine/telemetry/stopwatch.ts';
import {ThroughputWindows} from '../../../source/engine/telemetry/throughput.ts';

/** Advances as the sampler does, ten times per second. */
function pass(stopwatch: Stopwatch, fromMs: number, toMs: number): void {
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += 100) stopwatch.advanceTo(nowMs);
}

test('a pause does not count as running time', () => {
  const stopwatch = new Stopwatch('zero-copy');
  stopwatch.resume(1_000);
  pass(stopwatch, 1_000, 3_000);
  stopwatch.pause(3_000);
  pass(stopwatch, 3_000, 9_000);
  expect(stopwatch.activeSeconds).toBe(2);
  stopwatch.resume(10_000);
  stopwatch.advanceTo(10_500);
  expect(stopwatch.activeSeconds).toBe(2.5);
});

test('each mode has the time in which it was set', () => {
  const stopwatch = new Stopwatch('double-buffer');
  stopwatch.resume(0);
  stopwatch.advanceTo(800);
  stopwatch.setMode('zero-copy', 1_500);
  stopwatch.setMode('double-buffer', 2_000);
  pass(stopwatch, 2_000, 5_000);
  expect(stopwatch.secondsIn('double-buffer')).toBe(4.5);
  expect(stopwatch.secondsIn('zero-copy')).toBe(0.5);
});

test('median and peak are those of windows of one second, however long each sample took', () => {
  const windows = new ThroughputWindows();
  expect(windows.p50PerSecond).toBeUndefined();
  const samples: Array<[seconds: number, messages: number]> = [
    [0.9, 500],
    [1, 1_000],
    [2, 4_000],
    [4, 8_000],
    [4.9, 90_000],
  ];
  for (const [seconds, messages] of samples) windows.sample(seconds, messages);
  expect(windows.p50PerSecond).toBe(2_000);
  expect(windows.peakPerSecond).toBe(3_000);
});

test('the log keeps the latest lines of its level, with numbers that show which are missing', () => {
  const log = new Log('info');
  log.add('debug', 0, 'not kept');
  for (let line = 1; line <= 300; line++) log.add('info', line, `line ${line}`);
  expect(log.lines).toHaveLength(100);
  expect(log.lines[0]).toMatchObject({number: 201, text: 'line 201'});
  expect(log.lines.at(-1)?.number).toBe(300);
});

test('a text with line breaks becomes one line of the log', () => {
  const log = new Log('info');
  log.add('error', 0, 'died\n    at a\n    at b');
  expect(log.lines[0]?.text).toBe('died at a at b');
});

test('counts between two readings are right across the wrap of 32 bits', () => {
  const before = Uint32Array.of(2 ** 32 - 2, 7);
  const now = Uint32Array.of(3, 9);
  expect([...countsSince(before, now)]).toEqual([5, 2]);
});
