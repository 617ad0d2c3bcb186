// The short form of `npm run test:garbage`: actors allocate nothing while they run steadily.
import {expect, test} from 'vitest';
import {modes} from '../../source/engine/index.ts';
import {allocationsIn} from '../helpers/garbage.ts';

const sizes = [
  // Of a slice and a message more, which gets warm in a quarter of the time of the largest; that is in the long form.
  {capacityMessages: 524_288, batchMessages: 131_073},
  {capacityMessages: 64, batchMessages: 1},
] as const;

test.each(sizes.flatMap((size) => modes.map((mode) => ({...size, mode}))))(
  'in $mode mode, at batch $batchMessages, no actor thread allocates anything once it is steady',
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
