import {expect, test} from 'vitest';
import {agreed, openSender} from '../../../source/engine/actors/actor.ts';
import {Logger} from '../../../source/engine/actors/logger.ts';
import {messageOf} from '../../../source/engine/kernels/reference.ts';
import {milestonesReached, readMilestones} from '../../../source/engine/memory/milestones.ts';
import {readRecord} from '../../../source/engine/memory/state-record.ts';
import {expectedTallies, talliesOf} from '../../../source/engine/tallies.ts';
import {createManualPipeline, stepUntilWaiting} from '../../helpers/manual-pipeline.ts';

function open(capacity: number) {
  const context = createManualPipeline({capacity});
  const results = openSender(context, 'results', 0);
  const logger = new Logger(context);
  let next = 0;
  return {
    context,
    logger,
    results,
    send(count: number) {
      for (let i = 0; i < count; i++) {
        context.words('results')[next % capacity] = messageOf(BigInt(next));
        next++;
      }
      results.advance(count);
    },
    record: () => readRecord(context.memory, context.plan.actors.logger, 'logger'),
  };
}

test('it starts when half of the ring is filled', () => {
  const {logger, send, record} = open(64);
  send(31);
  expect(stepUntilWaiting(logger).waitsFor).toBe('input');
  expect(record().received).toBe(0);
  send(1);
  stepUntilWaiting(logger);
  expect(record().received).toBe(32);
});

test('it takes what there is every 30 ms', () => {
  const {context, logger, send, record} = open(64);
  send(3);
  expect(stepUntilWaiting(logger).deadlineMs).toBe(30);
  context.clock.nowMs = 30;
  expect(stepUntilWaiting(logger).deadlineMs).toBe(60);
  expect(record().received).toBe(3);
});

test('with nothing there it only waits for the next time', () => {
  const {context, logger, record} = open(64);
  context.clock.nowMs = 30;
  expect(stepUntilWaiting(logger).deadlineMs).toBe(60);
  expect(record().batches).toBe(0);
});

test('it counts the four kinds, across the end of the ring', () => {
  const {logger, send, record} = open(64);
  for (let round = 0; round < 30; round++) {
    send(37);
    stepUntilWaiting(logger);
  }
  const {received} = record();
  expect(received).toBe(30 * 37);
  expect(talliesOf(received, record())).toEqual(expectedTallies(received));
});

test('closed results are drained to the last message before it agrees', () => {
  const {logger, send, results, record} = open(64);
  send(5);
  results.close();
  expect(stepUntilWaiting(logger)).toBe(agreed);
  expect(record().received).toBe(5);
});

test('each of the first fifteen messages is a milestone with the tallies at that message', () => {
  const {context, logger, send, record} = open(64);
  send(40);
  stepUntilWaiting(logger);
  const reached = milestonesReached(record().received);
  const milestones = readMilestones(context.memory, context.plan, 0, reached);
  expect(milestones.map(({total}) => total)).toEqual(Array.from({length: 15}, (_, i) => i + 1));
  for (const milestone of milestones) {
    expect(talliesOf(milestone.total, milestone)).toEqual(expectedTallies(milestone.total));
  }
});

test('it measures how long messages took since their stamps', () => {
  const {context, logger, send} = open(64);
  context.clock.nowMs = 8;
  send(32);
  stepUntilWaiting(logger);
  const {latencyF64} = context.plan;
  const counts = context.memory.f64.subarray(latencyF64, latencyF64 + 120);
  expect(counts.reduce((sum, count) => sum + count)).toBe(32);
});

test('started again it goes on counting where the committed record ends', () => {
  const {context, logger, send, record} = open(64);
  send(40);
  for (let step = 0; step < 7; step++) logger.step();
  expect(record().received).toBe(7);
  stepUntilWaiting(new Logger(context));
  expect(record().received).toBe(40);
  expect(talliesOf(40, record())).toEqual(expectedTallies(40));
});
