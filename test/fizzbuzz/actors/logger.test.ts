import {expect, test} from 'vitest';
import {done} from '../../../source/engine/index.ts';
import {milestonesReached, readMilestones} from '../../../source/fizzbuzz/definition/milestones.ts';
import {expectedTallies, talliesOf} from '../../../source/fizzbuzz/definition/tallies.ts';
import {messageOf} from '../../../source/fizzbuzz/kernels/reference.ts';
import {createFizzBuzz, stepUntilWaiting} from '../../helpers/fizzbuzz.ts';

function open(capacityMessages: number) {
  const pipeline = createFizzBuzz({capacityMessages});
  const worker = pipeline.context('worker');
  const results = worker.sender('results');
  let next = 0;
  return {
    pipeline,
    logger: pipeline.create.logger(),
    results,
    send(count: number) {
      for (let i = 0; i < count; i++) {
        pipeline.words('results')[next % capacityMessages] = messageOf(BigInt(next));
        next++;
      }
      results.advance(count);
      worker.commit();
    },
    received: () => pipeline.view().channels.results.received,
    batches: () => pipeline.reading().actors.logger?.batches,
    tallies: () => pipeline.view().states.logger,
  };
}

test('it starts when half of the ring is filled', () => {
  const {logger, send, received} = open(64);
  send(31);
  expect(stepUntilWaiting(logger).waitsFor).toBe('input');
  expect(received()).toBe(0);
  send(1);
  stepUntilWaiting(logger);
  expect(received()).toBe(32);
});

test('it takes the available messages every 30 ms', () => {
  const {pipeline, logger, send, received} = open(64);
  send(3);
  expect(stepUntilWaiting(logger).deadlineMs).toBe(30);
  pipeline.clock.nowMs = 30;
  expect(stepUntilWaiting(logger).deadlineMs).toBe(60);
  expect(received()).toBe(3);
});

test('without messages it only waits for the next time', () => {
  const {pipeline, logger, batches} = open(64);
  pipeline.clock.nowMs = 30;
  expect(stepUntilWaiting(logger).deadlineMs).toBe(60);
  expect(batches()).toBe(0);
});

test('it counts the four kinds, across the end of the ring', () => {
  const {logger, send, received, tallies} = open(64);
  for (let round = 0; round < 30; round++) {
    send(37);
    stepUntilWaiting(logger);
  }
  expect(received()).toBe(30 * 37);
  expect(tallies()).toMatchObject(expectedTallies(30 * 37));
});

test('it drains a closed channel to the last message before it is done', () => {
  const {logger, send, results, received} = open(64);
  send(5);
  results.close();
  expect(stepUntilWaiting(logger)).toBe(done);
  expect(received()).toBe(5);
});

test('each of the first fifteen messages is a milestone with the tallies at that message', () => {
  const {pipeline, logger, send, received} = open(64);
  send(40);
  stepUntilWaiting(logger);
  const cells = pipeline.view().region('milestones');
  const milestones = readMilestones(cells, 0, milestonesReached(received()));
  expect(milestones.map(({total}) => total)).toEqual(Array.from({length: 15}, (_, i) => i + 1));
  for (const milestone of milestones) {
    expect(talliesOf(milestone.total, milestone)).toEqual(expectedTallies(milestone.total));
  }
});

test('it measures the time from the stamps of the messages', () => {
  const {pipeline, logger, send} = open(64);
  pipeline.clock.nowMs = 8;
  send(32);
  stepUntilWaiting(logger);
  const {latencyCounts} = pipeline.reading();
  expect(latencyCounts.reduce((sum, count) => sum + count)).toBe(32);
});

test('a restarted logger continues to count where the committed state ends', () => {
  const {pipeline, logger, send, received, tallies} = open(64);
  send(40);
  for (let step = 0; step < 7; step++) logger.step();
  expect(received()).toBe(7);
  stepUntilWaiting(pipeline.create.logger());
  expect(received()).toBe(40);
  expect(tallies()).toMatchObject(expectedTallies(40));
});
