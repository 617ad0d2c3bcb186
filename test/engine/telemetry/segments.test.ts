import {expect, test} from 'vitest';
import type {Settings} from '../../../source/engine/index.ts';
import {Segments} from '../../../source/engine/telemetry/segments.ts';
import {type Changes, createReading, graph} from './tiny.ts';

const settings: Settings = {
  capacityMessages: 1_024,
  batchMessages: 512,
  threads: 2,
  lanes: 1,
  quality: 'exact',
  periodMs: 0,
};
const faster: Settings = {...settings, quality: 'fast'};

const openSegments = (first = settings) => new Segments(graph, first, reading(0, 0), 2);

function reading(atMs: number, received: number, changes: Changes = {}) {
  return createReading(atMs, {...changes, channels: {outputs: {received}, ...changes.channels}});
}

/** Ticks sent and taken, and messages that arrived. */
function withTicks(sent: number, taken: number, received = taken * 512): Changes {
  return {channels: {ticks: {sent, received: taken}, outputs: {received}}};
}

test('a run without a change is one segment', () => {
  const [only, ...others] = openSegments().report(reading(4_000, 8_000), 4);
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    settings,
    fromSeconds: 0,
    seconds: 4,
    messages: 8_000,
    perSecond: 2_000,
  });
});

test('a change ends a segment, whose numbers are constant from then on', () => {
  const segments = openSegments();
  segments.begin(faster, reading(2_000, 1_000, {threadsCpuMs: [100, 200, 300]}), 2);
  const later = reading(5_000, 31_000, {threadsCpuMs: [100, 1_200, 1_300]});
  const [first, second] = segments.report(later, 5);
  expect(first).toMatchObject({settings, messages: 1_000, cpuSeconds: 0.6});
  expect(second).toMatchObject({
    settings: faster,
    fromSeconds: 2,
    seconds: 3,
    messages: 30_000,
    perSecond: 10_000,
    cpuSeconds: 2,
  });
});

test('latency is that of the messages of the segment only', () => {
  const segments = openSegments();
  segments.begin(faster, reading(1_000, 1, {latency: {40: 1_000}}), 1);
  const later = reading(2_000, 2, {latency: {40: 1_000, 20: 10}});
  const [first, second] = segments.report(later, 2);
  expect(first?.latency?.p50Ms).toBeGreaterThan(1);
  expect(second?.latency?.p99Ms).toBeLessThan(0.1);
});

test('settings that were replaced within 0.2 s count to the next segment', () => {
  const segments = openSegments();
  segments.begin({...settings, periodMs: 1}, reading(2_000, 1_000), 2);
  segments.begin(faster, reading(2_100, 1_500), 2.1);
  const report = segments.report(reading(4_000, 9_000), 4);
  expect(report.map((segment) => [segment.settings.quality, segment.messages])).toEqual([
    ['exact', 1_000],
    ['fast', 8_000],
  ]);
});

test('a segment whose settings return at once has not ended', () => {
  const segments = openSegments();
  expect(segments.begin(faster, reading(2_000, 1_000), 2)).toBe(true);
  expect(segments.begin(settings, reading(2_100, 1_100), 2.1)).toBe(false);
  const report = segments.report(reading(4_000, 4_000), 4);
  expect(report).toHaveLength(1);
  expect(report[0]).toMatchObject({settings, seconds: 4, messages: 4_000});
});

test('the remaining beats of a free run count as messages, but not for the next rate', () => {
  const segments = openSegments();
  // A thousand ticks are under way when the period becomes a second.
  segments.begin({...settings, periodMs: 1_000}, reading(2_000, 0, withTicks(5_000, 4_000)), 2);
  segments.sample(reading(2_500, 0, withTicks(5_000, 4_900)), 2.5);
  segments.sample(reading(2_600, 0, withTicks(5_000, 5_000)), 2.6);
  const last = segments.report(reading(12_600, 0, withTicks(5_010, 5_010)), 12.6).at(-1);
  expect(last?.messages).toBe(1_010 * 512);
  expect(last?.perSecond).toBeCloseTo(512, 6);
});

test('messages of a drain count to the segment, but not for its rate', () => {
  const segments = openSegments({...settings, periodMs: 1_000});
  segments.drain(reading(4_000, 4), 4);
  const [drained] = segments.report(reading(4_050, 1_028), 4.05);
  expect(drained).toMatchObject({messages: 1_028, seconds: 4.05, perSecond: 1});
  segments.begin(faster, reading(4_050, 1_028), 4.05);
  const [, next] = segments.report(reading(6_050, 3_028), 6.05);
  expect(next).toMatchObject({messages: 2_000, perSecond: 1_000});
});

test('a drain that begins before the beats of a free run are taken does not end the wait', () => {
  const segments = openSegments();
  segments.begin(faster, reading(2_000, 0, withTicks(1_000, 0, 0)), 2);
  segments.drain(reading(3_000, 0, withTicks(1_000, 500, 50_000)), 3);
  // The drain takes the remaining ticks. A second detection of the stop changes nothing.
  segments.sample(reading(3_100, 0, withTicks(1_000, 1_000, 90_000)), 3.1);
  segments.drain(reading(3_100, 0, withTicks(1_000, 1_000, 90_000)), 3.1);
  const last = segments.report(reading(3_200, 0, withTicks(1_000, 1_000, 99_000)), 3.2).at(-1);
  expect(last).toMatchObject({messages: 99_000, perSecond: 50_000});
});

test('a size that was reverted during the drain leaves one segment', () => {
  const segments = openSegments();
  segments.drain(reading(2_000, 1_000), 2);
  expect(segments.begin({...settings}, reading(2_050, 1_100), 2.05)).toBe(false);
  const report = segments.report(reading(4_000, 2_000), 4);
  expect(report).toHaveLength(1);
  expect(report[0]).toMatchObject({seconds: 4, perSecond: 500});
});

test('a segment in which nothing has happened yet is not reported', () => {
  const segments = openSegments();
  segments.begin(faster, reading(2_000, 1_000), 2);
  expect(segments.report(reading(2_050, 1_000), 2.05)).toHaveLength(1);
  expect(segments.report(reading(2_050, 1_001), 2.05)).toHaveLength(2);
});

test('of very many segments the latest are kept, and the others are counted', () => {
  const segments = openSegments();
  for (let second = 1; second <= 100; second++) {
    segments.begin(second % 2 === 0 ? settings : faster, reading(second * 1_000, second), second);
  }
  const report = segments.report(reading(101_000, 105), 101);
  expect(report).toHaveLength(33);
  expect(segments.droppedCount).toBe(100 - 32);
  expect(report.at(-1)?.fromSeconds).toBe(100);
});
