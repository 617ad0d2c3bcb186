// The short form of `npm run test:garbage`: actors allocate nothing in a steady run.
import {expect, test} from 'vitest';
import {modes} from '../../source/fizzbuzz/index.ts';
import {allocationsIn} from '../helpers/garbage.ts';
import {sampled} from '../helpers/sample.ts';

const sizes = [
  // A slice and a message per batch. This warms up in a quarter of the time of the largest batch,
  // which the long form has.
  {capacityMessages: 524_288, batchMessages: 131_073},
  {capacityMessages: 64, batchMessages: 1},
] as const;

const runs = [
  ...sizes.flatMap((size) => modes.map((mode) => ({...size, mode, threads: 3}))),
  // The channels within one thread have code of their own, and two threads look before they sleep.
  {capacityMessages: 64, batchMessages: 1, mode: 'zero-copy', threads: 1},
  {capacityMessages: 64, batchMessages: 1, mode: 'zero-copy', threads: 2},
  // The heartbeat deals to several lanes.
  {capacityMessages: 64, batchMessages: 1, mode: 'zero-copy', threads: 1, lanes: 2},
] as const;

test.each(sampled<(typeof runs)[number]>(runs, 1))(
  'in $mode mode, batches of $batchMessages, $threads threads: a steady thread allocates nothing',
  async (run) => {
    const {steadyAfterSeconds, lastGrowth} = await allocationsIn({
      ...run,
      watchSeconds: 0,
      isHurried: true,
    });
    const lanes = 'lanes' in run ? run.lanes : 1;
    expect(Object.keys(lastGrowth)).toHaveLength(run.threads * lanes);
    expect(steadyAfterSeconds, JSON.stringify(lastGrowth)).not.toBeNull();
  },
);
