// The rolling window: the activity between two readings that are seconds apart.
import {expect, test} from 'vitest';
import {rollingReport} from '../../../source/engine/telemetry/rolling.ts';
import {countFills, createReading, graph} from './tiny.ts';

interface Past {
  readonly messages?: number;
  readonly busyMs?: {readonly clock?: number; readonly source?: number};
  readonly threadsCpuMs?: readonly number[];
  /** How often the fill of `inputs` was empty, half and full. */
  readonly fills?: readonly [empty: number, half: number, full: number];
}

function readPast(atMs: number, past: Past) {
  const {messages = 0, busyMs = {}, threadsCpuMs = [0, 0, 0], fills = [0, 0, 0]} = past;
  const [empty, half, full] = fills;
  return createReading(atMs, {
    threadsCpuMs,
    actors: {clock: {busyMs: busyMs.clock ?? 0}, source: {busyMs: busyMs.source ?? 0}},
    channels: {inputs: {received: messages, ...countFills({0: empty, 32: half, 64: full})}},
  });
}

function reportOf(from: Past, to: Past) {
  const report = rollingReport(graph, readPast(5_000, from), readPast(15_000, to));
  const actor = (name: string) => report.actors.find((candidate) => candidate.name === name);
  const channel = (name: string) => report.channels.find((candidate) => candidate.name === name);
  return {...report, actor, channel};
}

test('the rate of a channel counts the messages that its receiver took', () => {
  const {seconds, channel} = reportOf({messages: 5_000}, {messages: 25_000});
  expect(seconds).toBe(10);
  expect(channel('inputs')?.perSecond).toBe(2_000);
});

test('the fill is that of the batches in the window only, as mean and as 80th percentile', () => {
  const {channel} = reportOf({fills: [900, 0, 0]}, {fills: [901, 2, 1]});
  expect(channel('inputs')?.fillMean).toBe(0.5);
  expect(channel('inputs')?.fillP80).toBe(1);
});

test('without a batch in the window, the fill is the present one', () => {
  const {channel} = reportOf({fills: [9, 9, 9]}, {fills: [9, 9, 9]});
  expect(channel('inputs')).toMatchObject({fillMean: 0, fillP80: 0});
});

test('actors of one thread share its processor time as they share its work', () => {
  const {actor} = reportOf(
    {busyMs: {source: 1_000}, threadsCpuMs: [2_000, 0, 0]},
    {busyMs: {source: 4_000, clock: 1_000}, threadsCpuMs: [10_000, 0, 0]},
  );
  expect(actor('source')).toEqual({
    name: 'source',
    load: 0.3,
    cpuCores: 0.6,
    cpuFrom: 'processor',
  });
  expect(actor('clock')).toMatchObject({load: 0.1, cpuCores: 0.2});
});

test('where the system does not report processor time, busy time replaces it', () => {
  const {actor} = reportOf({}, {busyMs: {source: 2_500}});
  expect(actor('source')).toMatchObject({cpuCores: 0.25, cpuFrom: 'busy'});
});
