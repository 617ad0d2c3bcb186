import {expect, test} from 'vitest';
import {ReadingHistory} from '../../../source/engine/telemetry/history.ts';
import {type Reading, takeReading} from '../../../source/engine/telemetry/reading.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

const still = takeReading(createManualPipeline(), 0);

/** A reading after which so many messages were handled, in so much of the worker's time. */
function reading(atMs: number, messages: number, workerBusyMs = 0): Reading {
  const {records, actors} = still;
  return {
    ...still,
    atMs,
    records: {
      ...records,
      worker: {...records.worker, received: messages},
      logger: {...records.logger, received: messages},
    },
    actors: {...actors, worker: {...actors.worker, busyMs: workerBusyMs}},
  };
}

test('recent is the youngest reading that is at least a second old', () => {
  const history = new ReadingHistory(reading(0, 0));
  for (let atMs = 100; atMs <= 2_000; atMs += 100) history.add(reading(atMs, atMs));
  expect(history.recent.atMs).toBe(1_000);
  expect(history.now.atMs).toBe(2_000);
});

test('a change is measured before, and after a moment to settle', () => {
  const history = new ReadingHistory(reading(0, 0));
  history.add(reading(1_000, 1_000_000, 500));
  history.markChange('slow → fast');
  history.add(reading(1_100, 9_000_000, 500));
  expect(history.change?.after).toBeNull();
  history.add(reading(1_300, 10_000_000, 500));
  history.add(reading(2_300, 13_000_000, 800));
  expect(history.change).toEqual({
    what: 'slow → fast',
    before: {perSecond: 1_000_000, workerNsPerMessage: 500},
    after: {perSecond: 3_000_000, workerNsPerMessage: 100},
  });
});

test('what is measured after a change stands still after five seconds', () => {
  const history = new ReadingHistory(reading(0, 0));
  history.markChange('a → b');
  history.add(reading(400, 0));
  history.add(reading(1_400, 1_000));
  history.add(reading(9_000, 1_000));
  expect(history.change?.after?.perSecond).toBe(1_000);
});

test('a pause in the middle of a measurement starts it anew', () => {
  const history = new ReadingHistory(reading(0, 0));
  history.add(reading(1_000, 1_000));
  history.markChange('a → b');
  history.add(reading(60_000, 1_000));
  history.restart();
  history.add(reading(60_300, 1_000));
  history.add(reading(61_300, 6_000));
  expect(history.change?.after?.perSecond).toBe(5_000);
});

test('after a pause, now is compared with what came after it only', () => {
  const history = new ReadingHistory(reading(0, 0));
  history.add(reading(900, 900));
  history.restart();
  expect(history.recent.atMs).toBe(900);
});
