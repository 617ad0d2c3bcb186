import {expect, test} from 'vitest';
import type {Settings} from '../../../source/engine/shape.ts';
import {Alerts, findAlerts} from '../../../source/engine/telemetry/alerts.ts';
import {type Reading, takeReading} from '../../../source/engine/telemetry/reading.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

const still = takeReading(createManualPipeline(), 0);
const shape: Settings = {
  capacityMessages: 16,
  batchMessages: 8,
  mode: 'zero-copy',
  beatPeriodMs: 2,
};

/** What a second was like, which is unremarkable but for what `changes` says. */
function second(changes: Partial<Reading> = {}, of: Partial<Settings> = {}, spanMs = 1_000) {
  const {records} = still;
  const usual: Reading = {
    ...still,
    atMs: spanMs,
    records: {...records, logger: {...records.logger, received: 1_000}},
  };
  return findAlerts(still, {...usual, ...changes}, {...shape, ...of}, 2);
}

function filled(channel: 'beats' | 'results', batches: {readonly [bucket: number]: number}) {
  const fillCounts = still.channels[channel].fillCounts.slice();
  for (const [bucket, count] of Object.entries(batches)) fillCounts[Number(bucket)] = count;
  return {channels: {...still.channels, [channel]: {...still.channels[channel], fillCounts}}};
}

function busy(generator: number, worker: number, logger: number): Partial<Reading> {
  const {actors} = still;
  return {
    actors: {
      ...actors,
      generator: {...actors.generator, busyMs: generator},
      worker: {...actors.worker, busyMs: worker},
      logger: {...actors.logger, busyMs: logger},
    },
  };
}

function late(bucket: number): Partial<Reading> {
  const latenessCounts = still.latenessCounts.slice();
  latenessCounts[bucket] = 500;
  return {latenessCounts};
}

test('a second like any other gives none', () => {
  expect(second()).toEqual([]);
});

test('nothing that reaches the logger is a standstill, unless beats are slow', () => {
  const {records} = still;
  expect(second({records})).toEqual(['standstill']);
  expect(second({records}, {beatPeriodMs: 0})).toEqual(['standstill']);
  expect(second({records}, {beatPeriodMs: 1_000})).toEqual([]);
});

test('beats that fill their channel pile up; in a free run that is as it should be', () => {
  expect(second(filled('beats', {64: 10}))).toEqual(['beats']);
  expect(second(filled('beats', {64: 10, 0: 10}))).toEqual([]);
  expect(second(filled('beats', {64: 10}), {beatPeriodMs: 0})).toEqual([]);
});

test('beats are late when half of them are by more than a period, and by more than 5 ms', () => {
  // Buckets of four an octave from a microsecond: 48 is 4 to 5 ms, 53 about 10 ms.
  expect(second(late(53))).toEqual(['late']);
  expect(second(late(53), {beatPeriodMs: 20})).toEqual([]);
  expect(second(late(44))).toEqual([]);
});

test('results that are nearly full, and cores that are all busy, are told', () => {
  expect(second(filled('results', {62: 10}))).toEqual(['results']);
  expect(second(busy(500, 900, 500))).toEqual(['cores']);
});

test('what is measured over less than a second says nothing', () => {
  expect(second({records: still.records}, {}, 800)).toEqual([]);
});

test('an alert keeps when it first and last was the case, and how often it began', () => {
  const alerts = new Alerts();
  alerts.note('beats', 10);
  alerts.note('beats', 11);
  expect(alerts.report(11)).toEqual([
    {kind: 'beats', firstSeconds: 10, sinceSeconds: 10, lastSeconds: 11, times: 1, isActive: true},
  ]);
  alerts.note('beats', 60);
  expect(alerts.report(60)[0]).toMatchObject({
    firstSeconds: 10,
    sinceSeconds: 60,
    lastSeconds: 60,
    times: 2,
  });
});

test('an alert is over two seconds after it last was the case, and stays on the list', () => {
  const alerts = new Alerts();
  alerts.note('restart', 5);
  expect(alerts.report(7)[0]?.isActive).toBe(true);
  expect(alerts.report(7.1)[0]?.isActive).toBe(false);
});

test('what is the case stands before what was, and the gravest before the others', () => {
  const alerts = new Alerts();
  alerts.note('restart', 1);
  alerts.note('cores', 20);
  alerts.note('late', 20);
  expect(alerts.report(20).map(({kind}) => kind)).toEqual(['late', 'cores', 'restart']);
});
