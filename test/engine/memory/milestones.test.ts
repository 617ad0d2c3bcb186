import {expect, test} from 'vitest';
import {milestonesReached, untilMilestone} from '../../../source/engine/memory/milestones.ts';

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
