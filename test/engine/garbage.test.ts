// The short form of `npm run test:garbage`: actors leave nothing to the garbage collector while they run steadily.
import {expect, test} from 'vitest';
import {collectionsIn} from '../helpers/garbage.ts';

const steadySeconds = 3;

test.each([
  // Of two slices each, and half as long to get warm as the largest, which the long form has.
  {capacityMessages: 524_288, batchMessages: 262_144, warmUpBatches: 40_000, steadySeconds},
  {capacityMessages: 64, batchMessages: 1, warmUpBatches: 4_000_000, steadySeconds},
])(
  'no actor thread collects garbage while it runs steadily, at batch $batchMessages',
  async (run) => {
    const {threads, whileSteady} = await collectionsIn(run);
    expect(whileSteady).toEqual([]);
    expect(threads).toBe(3);
  },
  120_000,
);
