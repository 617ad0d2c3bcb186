import {expect, test} from 'vitest';
import {ChangeTracker} from '../../../source/engine/telemetry/change-tracker.ts';
import {ReadingHistory} from '../../../source/engine/telemetry/history.ts';
import {type Changes, createReading, graph} from './tiny.ts';

/** A history whose readings a tracker measures, as the sampler does. */
function open() {
  const history = new ReadingHistory(createReading(0));
  const changes = new ChangeTracker(graph);
  return {
    changes,
    /** Adds a reading up to which so many messages arrived, in so much time of `filter`. */
    add(atMs: number, messages: number, busyMs = 0, more: Changes['channels'] = {}) {
      const outputs = {sent: messages, received: messages};
      const channels = {outputs, ...more};
      const reading = createReading(atMs, {channels, actors: {filter: {busyMs}}});
      history.add(reading);
      changes.measure(reading);
    },
    change: (what: string) => changes.record(what, changes.presentMetrics(history), history.now),
    restart() {
      history.restart();
      changes.restart(history.now);
    },
  };
}

test('a change is measured before, and after a time to settle', () => {
  const {changes, add, change} = open();
  add(1_000, 1_000_000, 500);
  change('slow → fast');
  add(1_100, 9_000_000, 500);
  expect(changes.report?.after).toBeNull();
  add(1_300, 10_000_000, 500);
  add(2_300, 13_000_000, 800);
  expect(changes.report).toEqual({
    what: 'slow → fast',
    actor: 'filter',
    before: {perSecond: 1_000_000, busyNsPerMessage: 500},
    after: {perSecond: 3_000_000, busyNsPerMessage: 100},
  });
});

test('the measurement after a change ends after five seconds', () => {
  const {changes, add, change} = open();
  change('a → b');
  add(400, 0);
  add(1_400, 1_000);
  add(9_000, 1_000);
  expect(changes.report?.after?.perSecond).toBe(1_000);
});

test('a pause during a measurement restarts it', () => {
  const {changes, add, change, restart} = open();
  add(1_000, 1_000);
  change('a → b');
  add(60_000, 1_000);
  restart();
  add(60_300, 1_000);
  add(61_300, 6_000);
  expect(changes.report?.after?.perSecond).toBe(5_000);
});

test('the measurement begins when the beats from before the change have been taken', () => {
  const {changes, add, change} = open();
  add(1_000, 1_000, 0, {ticks: {sent: 900, received: 100}});
  change('a → b');
  add(1_500, 50_000, 0, {ticks: {sent: 900, received: 500}});
  add(2_000, 90_000, 0, {ticks: {sent: 900, received: 900}});
  add(3_000, 90_500, 0, {ticks: {sent: 900, received: 900}});
  expect(changes.report?.after?.perSecond).toBe(500);
});
