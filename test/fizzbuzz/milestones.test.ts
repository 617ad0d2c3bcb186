import {expect, test} from 'vitest';
import {milestoneSlots} from '../../source/fizzbuzz/definition/limits.ts';
import {
  milestoneCell,
  milestonesReached,
  readMilestones,
  untilMilestone,
} from '../../source/fizzbuzz/definition/milestones.ts';
import {expectedTallies, formatTallies} from '../../source/fizzbuzz/definition/tallies.ts';
import pipeline from '../../source/fizzbuzz/pipeline.ts';
import {createFizzBuzz, stepUntilWaiting} from '../helpers/fizzbuzz.ts';

const interval = 2 ** 27;

test.each([
  [0, 1],
  [14, 15],
  [15, interval],
  [interval - 1, interval],
  [interval, 2 * interval],
  [2 ** 40 + 1, 2 ** 40 + interval],
])('after %i messages the next milestone is %i', (received, milestone) => {
  expect(received + untilMilestone(received)).toBe(milestone);
});

test('each milestone reached is one more', () => {
  let received = 0;
  for (let reached = 0; reached < 100; reached++) {
    expect(milestonesReached(received)).toBe(reached);
    received += untilMilestone(received);
  }
});

test('milestones that were overwritten before they were read are omitted', () => {
  const cells = new Float64Array(milestoneSlots * 4);
  const reached = milestoneSlots + 100;
  let total = 0;
  for (let number = 1; number <= reached; number++) {
    total += untilMilestone(total);
    cells[milestoneCell(total)] = total;
  }
  expect(readMilestones(cells, 0, reached)).toHaveLength(milestoneSlots);
  expect(readMilestones(cells, reached - 2, reached).map((read) => read.total)).toEqual([
    total - interval,
    total,
  ]);
});

function observe() {
  const manual = createFizzBuzz({capacityMessages: 64, batchMessages: 32});
  const observer = pipeline.behaviour.createObserver?.(manual.view(), undefined);
  return {manual, look: () => observer?.(manual.view()).map(({text}) => text)};
}

test('each milestone is logged once, with its tallies', () => {
  const {manual, look} = observe();
  stepUntilWaiting(manual.create.heartbeat());
  stepUntilWaiting(manual.create.generator());
  stepUntilWaiting(manual.create.worker());
  const logger = manual.create.logger();
  const lines = [1, 2, 3, 4].map(
    (total) => `Logger: ${total} messages processed (${formatTallies(expectedTallies(total))})`,
  );
  logger.step();
  expect(look()).toEqual(lines.slice(0, 1));
  for (let step = 0; step < 3; step++) logger.step();
  expect(look()).toEqual(lines.slice(1));
  expect(look()).toEqual([]);
});

test('skipped beats are logged once', () => {
  const {manual, look} = observe();
  const heartbeat = manual.context('heartbeat');
  heartbeat.state.add(heartbeat.fields.skipped, 3);
  heartbeat.commit();
  expect(look()).toEqual(['Heartbeat: too late, skipped 3 beats']);
  expect(look()).toEqual([]);
});
