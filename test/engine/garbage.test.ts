// The short form of `npm run test:garbage`: actors leave nothing to the garbage collector while they run steadily.
import {expect, test} from 'vitest';
import {collectionsIn} from '../helpers/garbage.ts';

const steadySeconds = 3;

test.each([
  // Of a slice and a message more, which gets warm in a quarter of the time of the largest; that is in the long form.
  {capacityMessages: 524_288, batchMessages: 131_073, warmUpBatches: 40_000, steadySeconds},
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
