// The short form of `npm run test:garbage`: actors allocate nothing in a steady run.
import {expect, test} from 'vitest';
import {modes} from '../../source/fizzbuzz/index.ts';
import {allocationsIn} from '../helpers/garbage.ts';

const sizes = [
  // A slice and a message per batch. This warms up in a quarter of the time of the largest batch,
  // which the long form has.
  {capacityMessages: 524_288, batchMessages: 131_073},
  {capacityMessages: 64, batchMessages: 1},
] as const;

test.each(sizes.flatMap((size) => modes.map((mode) => ({...size, mode}))))(
  'in $mode mode, with batches of $batchMessages, no thread of actors allocates when it is steady',
  async (run) => {
    const {steadyAfterSeconds, lastGrowth} = await allocationsIn({
      ...run,
      watchSeconds: 0,
      isHurried: true,
    });
    expect(Object.keys(lastGrowth)).toHaveLength(3);
    expect(steadyAfterSeconds, JSON.stringify(lastGrowth)).not.toBeNull();
  },
);
