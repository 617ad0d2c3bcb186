// The short form of `npm run test:garbage`: actors leave nothing to the garbage collector while they run steadily.
import {expect, test} from 'vitest';
import {collectionsIn} from '../helpers/garbage.ts';

const steadySeconds = 3;

test.each([
  // The larger the batch, the later V8 makes its best code of what runs once a batch.
  {capacityMessages: 1_048_576, batchMessages: 524_288, warmUpSeconds: 9, steadySeconds},
  {capacityMessages: 64, batchMessages: 1, warmUpSeconds: 3, steadySeconds},
])(
  'no actor thread collects garbage while it runs steadily, at batch $batchMessages',
  async (run) => {
    const {threads, whileSteady} = await collectionsIn(run);
    expect(whileSteady).toEqual([]);
    expect(threads).toBe(3);
  },
);
