// The priorities of real threads, as Linux lists them.
import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {seen} from '../../helpers/built.ts';
import {importBuiltFizzBuzz, usualOptions} from '../../helpers/runs.ts';

const {startFizzBuzz} = await importBuiltFizzBuzz();

/** The `nice` values of this process's threads, without those that have the default. */
function loweredThreads(): number[] {
  return readdirSync('/proc/self/task').flatMap((task) => {
    const stat = readFileSync(`/proc/self/task/${task}/stat`, 'utf8');
    // The name of a thread can contain blanks. The fields after it are counted from 3.
    const nice = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19 - 3]);
    return nice === 0 ? [] : [nice];
  });
}

test.skipIf(process.platform !== 'linux').each([
  [524_288, [5, 5]],
  [64, []],
])(
  'with batches of %d the neighbours of the worker have the nice values %j',
  async (batch, nice) => {
    const engine = startFizzBuzz({
      ...usualOptions,
      capacityMessages: 1_048_576,
      batchMessages: batch,
      beats: Number.POSITIVE_INFINITY,
    });
    await seen(engine, ({throughput}) => throughput.messages > 0);
    expect(loweredThreads()).toEqual(nice);
    engine.stop('key');
    await engine.finished;
  },
);
