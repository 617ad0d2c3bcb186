import {expect, test} from 'vitest';
import type {Settings} from '../../../source/engine/index.ts';
import {Alerts, findAlerts} from '../../../source/engine/telemetry/alerts.ts';
import {type Changes, countFills, createReading, definition, parts} from './tiny.ts';

const settings: Settings = {
  capacityMessages: 16,
  batchMessages: 8,
  threads: 3,
  lanes: 1,
  quality: 'exact',
  periodMs: 2,
};

const rules = definition.behaviour.alerts ?? [];

/** The alerts of a second in which a thousand messages arrived, apart from `changes`. */
function alertsOf(changes: Changes = {}, different: Partial<Settings> = {}, elapsedMs = 1_000) {
  const channels = {outputs: {received: 1_000}, ...changes.channels};
  const to = createReading(elapsedMs, {...changes, channels});
  return findAlerts(parts, rules, createReading(0), to, {...settings, ...different} as Settings, 2);
}

const busy = (source: number, filter: number, sink: number): Changes => ({
  actors: {source: {busyMs: source}, filter: {busyMs: filter}, sink: {busyMs: sink}},
});

const nothing: Changes = {channels: {outputs: {received: 0}}};

test('a usual second has no alert', () => {
  expect(alertsOf()).toEqual([]);
});

test('without messages at the end there is a standstill, unless beats are slow', () => {
  expect(alertsOf(nothing)).toEqual(['standstill']);
  expect(alertsOf(nothing, {periodMs: 0})).toEqual(['standstill']);
  expect(alertsOf(nothing, {periodMs: 1_000})).toEqual([]);
});

test('the rules of the definition see states, fills and medians of the second', () => {
  const outputs = (buckets: Record<number, number>) => ({
    channels: {outputs: {received: 1_000, ...countFills(buckets)}},
  });
  expect(alertsOf({skipped: 1})).toEqual(['skipped']);
  expect(alertsOf(outputs({64: 10}))).toEqual(['full']);
  expect(alertsOf(outputs({64: 10, 0: 10}))).toEqual([]);
  expect(alertsOf({delays: {53: 500}})).toEqual(['late']);
  expect(alertsOf({delays: {44: 500}})).toEqual([]);
});

test('cores that are all busy are an alert', () => {
  expect(alertsOf(busy(500, 900, 500))).toEqual(['cores']);
});

test('a measurement over less than a second has no alert', () => {
  expect(alertsOf(nothing, {}, 800)).toEqual([]);
});

test('an alert keeps its first and latest times, and how often it began', () => {
  const alerts = new Alerts(rules, 'sink');
  alerts.raise('full', 10);
  alerts.raise('full', 11);
  expect(alerts.report(11)).toEqual([
    {
      kind: 'full',
      text: 'the outputs are full',
      advice: 'read faster',
      firstSeconds: 10,
      sinceSeconds: 10,
      lastSeconds: 11,
      times: 1,
      isActive: true,
    },
  ]);
  alerts.raise('full', 60);
  expect(alerts.report(60)[0]).toMatchObject({
    firstSeconds: 10,
    sinceSeconds: 60,
    lastSeconds: 60,
    times: 2,
  });
});

test('the standstill names the actor at the end', () => {
  const alerts = new Alerts(rules, 'sink');
  alerts.raise('standstill', 1);
  expect(alerts.report(1)[0]?.text).toBe('nothing reaches the sink any more');
});

test('an alert is over two seconds after its latest time, and stays on the list', () => {
  const alerts = new Alerts(rules, 'sink');
  alerts.raiseRestart(5);
  expect(alerts.report(7)[0]).toMatchObject({kind: 'restart', isActive: true});
  expect(alerts.report(7.1)[0]?.isActive).toBe(false);
});

test('active alerts come before ended ones, and severe ones before others', () => {
  const alerts = new Alerts(rules, 'sink');
  alerts.raise('restart', 1);
  alerts.raise('cores', 20);
  alerts.raise('late', 20);
  alerts.raise('skipped', 20);
  expect(alerts.report(20).map(({kind}) => kind)).toEqual(['skipped', 'late', 'cores', 'restart']);
});
