// The rolling window: what happened between two readings, seconds apart.
import {expect, test} from 'vitest';
import {fizzBuzzGraph} from '../../../source/engine/graph.ts';
import {ReadingHistory} from '../../../source/engine/telemetry/history.ts';
import {type Reading, takeReading} from '../../../source/engine/telemetry/reading.ts';
import {rollingReport} from '../../../source/engine/telemetry/rolling.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

const graph = fizzBuzzGraph(16);
const still = takeReading(createManualPipeline(), 0);

interface Past {
  readonly messages?: number;
  readonly busyMs?: {heartbeat?: number; generator?: number};
  readonly threadsCpuMs?: readonly number[];
  /** How often `values` was seen empty, half full and full. */
  readonly fills?: readonly [number, number, number];
}

function reading(atMs: number, past: Past): Reading {
  const {messages = 0, busyMs = {}, threadsCpuMs = [0, 0, 0], fills = [0, 0, 0]} = past;
  const {actors, channels, records} = still;
  const fillCounts = channels.values.fillCounts.slice();
  [fillCounts[0], fillCounts[32], fillCounts[64]] = fills;
  return {
    ...still,
    atMs,
    threadsCpuMs,
    records: {...records, worker: {...records.worker, received: messages}},
    actors: {
      ...actors,
      heartbeat: {...actors.heartbeat, busyMs: busyMs.heartbeat ?? 0},
      generator: {...actors.generator, busyMs: busyMs.generator ?? 0},
    },
    channels: {...channels, values: {...channels.values, fillCounts}},
  };
}

function reportOf(from: Past, to: Past) {
  const report = rollingReport(graph, reading(5_000, from), reading(15_000, to));
  const actor = (name: string) => report.actors.find((candidate) => candidate.name === name);
  const channel = (name: string) => report.channels.find((candidate) => candidate.name === name);
  return {...report, actor, channel};
}

test('a channel is told by what its receiver took, over the time between', () => {
  const {seconds, channel} = reportOf({messages: 5_000}, {messages: 25_000});
  expect(seconds).toBe(10);
  expect(channel('values')?.perSecond).toBe(2_000);
});

test('the fill is of the batches in the window only, as mean and as 80th percentile', () => {
  const {channel} = reportOf({fills: [900, 0, 0]}, {fills: [901, 2, 1]});
  expect(channel('values')?.fillMean).toBe(0.5);
  expect(channel('values')?.fillP80).toBe(1);
});

test('without a batch in the window a channel is as full as it stands', () => {
  const {channel} = reportOf({fills: [9, 9, 9]}, {fills: [9, 9, 9]});
  expect(channel('values')).toMatchObject({fillMean: 0, fillP80: 0});
});

test('actors of one thread share its processor time as they share its work', () => {
  const {actor} = reportOf(
    {busyMs: {generator: 1_000}, threadsCpuMs: [2_000, 0, 0]},
    {busyMs: {generator: 4_000, heartbeat: 1_000}, threadsCpuMs: [10_000, 0, 0]},
  );
  expect(actor('generator')).toEqual({
    name: 'generator',
    load: 0.3,
    cpuCores: 0.6,
    cpuFrom: 'processor',
  });
  expect(actor('heartbeat')).toMatchObject({load: 0.1, cpuCores: 0.2});
});

test('where the system does not tell of processor time, busy time stands in and says so', () => {
  const {actor} = reportOf({}, {busyMs: {generator: 2_500}});
  expect(actor('generator')).toMatchObject({cpuCores: 0.25, cpuFrom: 'busy'});
});

test('the window is ten to eleven seconds long, and begins anew after a pause', () => {
  const history = new ReadingHistory(reading(0, {}));
  for (let atMs = 100; atMs <= 60_000; atMs += 100) {
    history.add(reading(atMs, {}));
    const lengthMs = atMs - history.rolling.atMs;
    if (atMs >= 10_000) expect(lengthMs).toBeGreaterThanOrEqual(10_000);
    else expect(lengthMs).toBe(atMs);
    expect(lengthMs).toBeLessThanOrEqual(11_000);
  }
  history.restart();
  history.add(reading(61_000, {}));
  expect(history.rolling.atMs).toBe(60_000);
});
