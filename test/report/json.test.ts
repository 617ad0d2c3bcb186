import {expect, test} from 'vitest';
import type {Snapshot} from '../../source/engine/index.ts';
import {toJsonReport} from '../../source/report/json.ts';
import {cleanStop, fixedSnapshot} from '../helpers/snapshot.ts';
import {otherPipeline} from './other-pipeline.ts';

function reportOf(overrides: Partial<Snapshot> = {}) {
  const snapshot = fixedSnapshot({state: 'stopped', stop: cleanStop, ...overrides});
  return JSON.parse(toJsonReport(snapshot));
}

test('the report is one line, one object', () => {
  const text = toJsonReport(fixedSnapshot({stop: cleanStop}));
  expect(text).toMatch(/^\{[^\n]*\}\n$/);
});

test('every promised name is there with its value', () => {
  expect(reportOf()).toMatchObject({
    schema: 1,
    stoppedBy: 'beats',
    clean: true,
    verified: true,
    elapsedSeconds: 60.01,
    messages: {generated: 9_652_662_016, processed: 9_652_662_016, logged: 9_652_662_016},
    tallies: {
      fizz: 2_574_043_204,
      buzz: 1_287_021_602,
      fizzbuzz: 643_510_802,
      value: 5_148_086_408,
    },
    heartbeats: 30_000,
    throughputPerSecond: {mean: 9_652_662_016 / 60.01, p50: 162_000_000, peak: 263_000_000},
    machine: {
      cpu: 'Example CPU @ 3.00 GHz',
      cores: 4,
      node: 'v24.21.0',
      kernels: '256',
      memoryBytes: 17_179_869_184,
    },
  });
});

test('each mode tells its time, messages and throughput', () => {
  const [doubleBuffer, zeroCopy] = reportOf().modes;
  expect(doubleBuffer).toMatchObject({mode: 'double-buffer', seconds: 60.01});
  expect(doubleBuffer.messages).toBe(9_652_662_016);
  expect(zeroCopy).toEqual({mode: 'zero-copy', seconds: 0, messages: 0, perSecond: 0});
});

test('each channel tells its ends, capacity, total and fill', () => {
  const {channels} = reportOf();
  expect(channels.map((channel: {name: string}) => channel.name)).toEqual([
    'values',
    'results',
    'beats',
  ]);
  expect(channels[1]).toMatchObject({
    name: 'results',
    from: 'worker',
    to: 'logger',
    capacity: 1_048_576,
    total: 9_652_662_016,
    fillP80: 0.5,
  });
});

test('each actor tells its thread, load and batches', () => {
  const {actors} = reportOf();
  expect(actors).toHaveLength(4);
  expect(actors[2]).toMatchObject({
    name: 'worker',
    thread: 2,
    busyRatio: 0.3,
    batches: 18_412,
    meanBatch: 524_260,
    restarts: 0,
  });
});

test('an unclean stop names who held out, and what went wrong', () => {
  const report = reportOf({
    stop: {
      by: 'SIGINT',
      clean: false,
      verified: false,
      mismatch: null,
      holdouts: [{actor: 'logger', waitingFor: 'input'}],
      fault: 'it was stopped at once',
    },
  });
  expect(report).toMatchObject({stoppedBy: 'SIGINT', clean: false, verified: false});
  expect(report.holdouts).toEqual([{actor: 'logger', waitingFor: 'input'}]);
  expect(report.fault).toBe('it was stopped at once');
});

test('counts up to 2^53 keep every digit', () => {
  const logged = 2 ** 53 - 1;
  const channels = fixedSnapshot().channels.map((channel) => ({...channel, total: logged}));
  const report = toJsonReport(fixedSnapshot({channels}));
  expect(report).toContain('"logged":9007199254740991');
});

test('the names of the report are as before, in their order, and new ones follow', () => {
  const report = reportOf();
  expect(Object.keys(report)).toEqual([
    'schema',
    'stoppedBy',
    'clean',
    'verified',
    'mismatch',
    'fault',
    'holdouts',
    'elapsedSeconds',
    'activeSeconds',
    'messages',
    'tallies',
    'heartbeats',
    'beats',
    'batch',
    'throughputPerSecond',
    'latency',
    'modes',
    'segments',
    'earlierSegments',
    'alerts',
    'channels',
    'actors',
    'memory',
    'machine',
    'runId',
    'threads',
    'lanes',
    'eachLane',
  ]);
  expect(Object.keys(report.segments[0])).toEqual([
    'capacity',
    'batch',
    'mode',
    'periodMs',
    'fromSeconds',
    'seconds',
    'messages',
    'perSecond',
    'cpuSeconds',
    'latency',
    'limit',
    'threads',
    'lanes',
  ]);
  expect(report.segments[0]).toMatchObject({capacity: 1_048_576, batch: 524_288, periodMs: 2});
  expect(report.segments[0]).toMatchObject({threads: 3, lanes: 1});
});

test('another pipeline reports its settings and counters under its own names', () => {
  const report = reportOf(otherPipeline);
  expect(report).toMatchObject({
    pipeline: 'other',
    settings: {capacityMessages: 64, batchMessages: 32, level: 3},
    counters: [{name: 'odd', label: 'Odd', count: 3, share: null}],
    beats: null,
    batch: 32,
    segments: [{capacity: 64, batch: 32, settings: {level: 3}}],
  });
  expect(report).not.toHaveProperty('tallies');
});

test('a run that has not ended is neither clean nor verified', () => {
  expect(reportOf({stop: null})).toMatchObject({stoppedBy: null, clean: false, verified: false});
});
