import {expect, test} from 'vitest';
import {formatSettingsChange, type Settings} from '../../../source/engine/shape.ts';
import {type Reading, takeReading} from '../../../source/engine/telemetry/reading.ts';
import {Segments} from '../../../source/engine/telemetry/segments.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

const still = takeReading(createManualPipeline(), 0);
const shape: Settings = {
  capacityMessages: 1_024,
  batchMessages: 512,
  mode: 'double-buffer',
  beatPeriodMs: 0,
};
const faster: Settings = {...shape, mode: 'zero-copy'};

function reading(atMs: number, messages: number, changes: Partial<Reading> = {}): Reading {
  const {records} = still;
  const logger = {...records.logger, received: messages};
  return {...still, atMs, records: {...records, logger}, ...changes};
}

/** Beats sent and taken, and messages logged. */
function withBeats(sent: number, taken: number, logged = taken * 512): Partial<Reading> {
  const {records} = still;
  return {
    records: {
      ...records,
      heartbeat: {...records.heartbeat, sent},
      worker: {...records.worker, beats: taken},
      logger: {...records.logger, received: logged},
    },
  };
}

test('a run without a change is one segment', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  const [only, ...others] = segments.report(reading(4_000, 8_000), 4);
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    capacityMessages: 1_024,
    batchMessages: 512,
    mode: 'double-buffer',
    periodMs: 0,
    fromSeconds: 0,
    seconds: 4,
    messages: 8_000,
    perSecond: 2_000,
  });
});

test('a change ends a segment, whose figures stand still from then on', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  segments.begin(faster, reading(2_000, 1_000, {threadsCpuMs: [100, 200, 300]}), 2);
  const later = reading(5_000, 31_000, {threadsCpuMs: [100, 1_200, 1_300]});
  const [first, second] = segments.report(later, 5);
  expect(first).toMatchObject({mode: 'double-buffer', messages: 1_000, cpuSeconds: 0.6});
  expect(second).toMatchObject({
    mode: 'zero-copy',
    fromSeconds: 2,
    seconds: 3,
    messages: 30_000,
    perSecond: 10_000,
    cpuSeconds: 2,
  });
});

test('latency is of the messages of the segment only', () => {
  const latencyOf = (buckets: {readonly [bucket: number]: number}) => {
    const latencyCounts = still.latencyCounts.slice();
    for (const [bucket, count] of Object.entries(buckets)) latencyCounts[Number(bucket)] = count;
    return {latencyCounts};
  };
  const segments = new Segments(shape, reading(0, 0), 2);
  segments.begin(faster, reading(1_000, 1, latencyOf({40: 1_000})), 1);
  const [first, second] = segments.report(reading(2_000, 2, latencyOf({40: 1_000, 20: 10})), 2);
  expect(first?.latency?.p50Ms).toBeGreaterThan(1);
  expect(second?.latency?.p99Ms).toBeLessThan(0.1);
});

test('a shape that was left within a fifth of a second is counted to the next', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  segments.begin({...shape, beatPeriodMs: 1}, reading(2_000, 1_000), 2);
  segments.begin(faster, reading(2_100, 1_500), 2.1);
  const report = segments.report(reading(4_000, 9_000), 4);
  expect(report.map(({mode, messages}) => [mode, messages])).toEqual([
    ['double-buffer', 1_000],
    ['zero-copy', 8_000],
  ]);
});

test('a shape that was left and come back to at once has not ended', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  expect(segments.begin(faster, reading(2_000, 1_000), 2)).toBe(true);
  expect(segments.begin(shape, reading(2_100, 1_100), 2.1)).toBe(false);
  const report = segments.report(reading(4_000, 4_000), 4);
  expect(report).toHaveLength(1);
  expect(report[0]).toMatchObject({mode: 'double-buffer', seconds: 4, messages: 4_000});
});

test('what is left of a free run counts as messages, but not for the rate of what follows', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  // A thousand beats are on their way when one a second is asked for.
  segments.begin({...shape, beatPeriodMs: 1_000}, reading(2_000, 0, withBeats(5_000, 4_000)), 2);
  segments.sample(reading(2_500, 0, withBeats(5_000, 4_900)), 2.5);
  segments.sample(reading(2_600, 0, withBeats(5_000, 5_000)), 2.6);
  const last = segments.report(reading(12_600, 0, withBeats(5_010, 5_010)), 12.6).at(-1);
  expect(last?.messages).toBe(1_010 * 512);
  expect(last?.perSecond).toBeCloseTo(512, 6);
});

test('what is drained at its end counts as messages, but not for its rate', () => {
  const segments = new Segments({...shape, beatPeriodMs: 1_000}, reading(0, 0), 2);
  segments.drain(reading(4_000, 4), 4);
  const [drained] = segments.report(reading(4_050, 1_028), 4.05);
  expect(drained).toMatchObject({messages: 1_028, seconds: 4.05, perSecond: 1});
  segments.begin(faster, reading(4_050, 1_028), 4.05);
  const [, next] = segments.report(reading(6_050, 3_028), 6.05);
  expect(next).toMatchObject({messages: 2_000, perSecond: 1_000});
});

test('a drain that begins before the beats of a free run are taken says nothing of its own', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  segments.begin(faster, reading(2_000, 0, withBeats(1_000, 0, 0)), 2);
  segments.drain(reading(3_000, 0, withBeats(1_000, 500, 50_000)), 3);
  // The drain takes the beats that are left, and a second look at the stop changes nothing.
  segments.sample(reading(3_100, 0, withBeats(1_000, 1_000, 90_000)), 3.1);
  segments.drain(reading(3_100, 0, withBeats(1_000, 1_000, 90_000)), 3.1);
  const last = segments.report(reading(3_200, 0, withBeats(1_000, 1_000, 99_000)), 3.2).at(-1);
  expect(last).toMatchObject({messages: 99_000, perSecond: 50_000});
});

test('a size that was taken back while it drained leaves one segment', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  segments.drain(reading(2_000, 1_000), 2);
  expect(segments.begin({...shape}, reading(2_050, 1_100), 2.05)).toBe(false);
  const report = segments.report(reading(4_000, 2_000), 4);
  expect(report).toHaveLength(1);
  expect(report[0]).toMatchObject({seconds: 4, perSecond: 500});
});

test('a segment in which nothing has happened yet is not told', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  segments.begin(faster, reading(2_000, 1_000), 2);
  expect(segments.report(reading(2_050, 1_000), 2.05)).toHaveLength(1);
  expect(segments.report(reading(2_050, 1_001), 2.05)).toHaveLength(2);
});

test('of very many segments the latest are kept, and the others counted', () => {
  const segments = new Segments(shape, reading(0, 0), 2);
  for (let second = 1; second <= 100; second++) {
    segments.begin(second % 2 === 0 ? shape : faster, reading(second * 1_000, second), second);
  }
  const report = segments.report(reading(101_000, 105), 101);
  expect(report).toHaveLength(33);
  expect(segments.forgotten).toBe(100 - 32);
  expect(report.at(-1)?.fromSeconds).toBe(100);
});

test('a change is told with both sides of all that is different', () => {
  expect(formatSettingsChange(shape, faster)).toBe('double-buffer → zero-copy');
  expect(
    formatSettingsChange(shape, {
      ...shape,
      capacityMessages: 2_048,
      batchMessages: 64,
      beatPeriodMs: 2,
    }),
  ).toBe('free-running → 500 beats/s, capacity 1,024 → 2,048, batch 512 → 64');
  expect(
    formatSettingsChange(shape, {...shape, capacityMessages: 2_048, batchMessages: 1_024}),
  ).toBe('capacity 1,024 → 2,048');
});
