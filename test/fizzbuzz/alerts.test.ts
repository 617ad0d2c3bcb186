import {expect, test} from 'vitest';
import type {AnyPipeline} from '../../source/engine/actor/define.ts';
import type {Settings} from '../../source/engine/index.ts';
import {durationBucket} from '../../source/engine/memory/histogram.ts';
import {findAlerts} from '../../source/engine/telemetry/alerts.ts';
import type {Reading} from '../../source/engine/telemetry/reading.ts';
import {expectedTallies} from '../../source/fizzbuzz/definition/tallies.ts';
import pipeline from '../../source/fizzbuzz/pipeline.ts';
import {createFizzBuzz} from '../helpers/fizzbuzz.ts';

const rules = (pipeline as unknown as AnyPipeline).behaviour.alerts ?? [];

/** The alerts of a second in which a thousand messages were logged, apart from `change`. */
function alertsOf(change: (second: Reading) => object = () => ({}), beatPeriodMs = 2) {
  const manual = createFizzBuzz({beatPeriodMs});
  const from = manual.reading();
  const values = {...from.channels.values, received: 1_000};
  const results = {...from.channels.results, sent: 1_000, received: 1_000};
  const usual = {
    ...from,
    atMs: 1_000,
    channels: {...from.channels, values, results},
    states: {...from.states, logger: {...from.states.logger, ...expectedTallies(1_000)}},
  } as Reading;
  const to = {...usual, ...change(usual)};
  const settings: Settings = {
    ...manual.size,
    threads: 3,
    lanes: 1,
    mode: 'zero-copy',
    beatPeriodMs,
  };
  return findAlerts(manual, rules, from, to, settings, 2);
}

const fill =
  (channel: 'beats' | 'results', batches: Readonly<Record<number, number>>) =>
  ({channels}: Reading) => {
    const fillCounts = channels[channel]?.fillCounts.map((_, bucket) => batches[bucket] ?? 0);
    return {channels: {...channels, [channel]: {...channels[channel], fillCounts}}};
  };

const delay =
  (ms: number) =>
  ({histograms}: Reading) => ({
    histograms: {lateness: histograms.lateness?.with(durationBucket(ms), 500)},
  });

test('a usual second has no alert', () => {
  expect(alertsOf()).toEqual([]);
});

test('skipped beats are an alert', () => {
  const skip = ({states}: Reading) => ({
    states: {...states, heartbeat: {...states.heartbeat, skipped: 1}},
  });
  expect(alertsOf(skip)).toEqual(['skipped']);
});

test('beats that fill their channel pile up, but not in a free run', () => {
  expect(alertsOf(fill('beats', {64: 10}))).toEqual(['beats']);
  expect(alertsOf(fill('beats', {64: 10, 0: 10}))).toEqual([]);
  expect(alertsOf(fill('beats', {64: 10}), 0)).toEqual([]);
});

test('beats are late if half of them are late by more than a period and more than 5 ms', () => {
  expect(alertsOf(delay(10))).toEqual(['late']);
  expect(alertsOf(delay(10), 20)).toEqual([]);
  expect(alertsOf(delay(2.5))).toEqual([]);
});

test.each([
  ['the worker took and did not send', {channel: 'values', count: {received: 1_001}}],
  ['the logger took and did not count', {channel: 'results', count: {received: 1_001}}],
])('a message that %s is an alert', (_, {channel, count}) => {
  const lose = ({channels}: Reading) => ({
    channels: {...channels, [channel]: {...channels[channel], ...count}},
  });
  expect(alertsOf(lose)).toEqual(['lost']);
});

test('counts of neighbouring commits are not compared', () => {
  const mixed = ({channels}: Reading) => ({
    channels: {...channels, values: {...channels.values, received: 1_001}},
    isConsistent: false,
  });
  expect(alertsOf(mixed)).toEqual([]);
});

test('a message that is counted as another one is an alert', () => {
  const mistake = ({states}: Reading) => {
    const {fizz, buzz} = expectedTallies(1_000);
    return {states: {...states, logger: {...states.logger, fizz: fizz + 1, buzz: buzz - 1}}};
  };
  expect(alertsOf(mistake)).toEqual(['lost']);
});

test('results that are nearly full are an alert', () => {
  expect(alertsOf(fill('results', {62: 10}))).toEqual(['results']);
  expect(alertsOf(fill('results', {57: 10}))).toEqual([]);
});
