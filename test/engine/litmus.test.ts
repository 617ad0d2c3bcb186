// What the protocols require of the machine's memory, with real threads: each pattern with its
// legal outcomes.
import {Worker as Thread} from 'node:worker_threads';
import {expect, test} from 'vitest';
import {type LitmusData, type programs, roundCells} from '../helpers/litmus-thread.ts';

const rounds = 20_000;

/** Returns every outcome that was seen, as the words of both sides, with its number of rounds. */
async function outcomesOf(program: keyof typeof programs): Promise<Map<string, number>> {
  const cells = new Int32Array(new SharedArrayBuffer(rounds * roundCells * 4));
  const arrived = new Int32Array(new SharedArrayBuffer(64 * 4));
  const seen = [0, 1].map(() => new Int8Array(new SharedArrayBuffer(rounds)));
  await Promise.all(
    ([0, 1] as const).map((side) => {
      const workerData: LitmusData = {
        program,
        side,
        rounds,
        cells,
        arrived,
        seen: seen[side] as Int8Array,
      };
      const thread = new Thread(new URL('../helpers/litmus-thread.ts', import.meta.url), {
        workerData,
      });
      return new Promise((resolve, reject) => {
        thread.on('error', reject);
        thread.on('exit', resolve);
      });
    }),
  );
  const outcomes = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    const outcome = `${seen[0]?.[round]} ${seen[1]?.[round]}`;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return outcomes;
}

test.each([
  // 0 0 would be a lost wake-up: neither the ringer nor the sleeper has seen the other.
  {program: 'storeBuffering', legal: ['0 1', '1 0', '1 1']},
  // 2 would be a position that promises a word which is not there. 3 is both, 1 the word before its
  // promise.
  {program: 'messagePassing', legal: ['0 0', '0 1', '0 3']},
  // 1 1 would be a word read after its slot was given up and written anew.
  {program: 'slotReuse', legal: ['0 0', '0 1']},
  // 0 0 would be two ringers that both wake the sleeper, 1 1 two that both leave it asleep.
  {program: 'exchange', legal: ['0 1', '1 0']},
] as const)('$program has only the outcomes $legal', async ({program, legal}) => {
  const outcomes = await outcomesOf(program);
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(rounds);
  expect(legal).toEqual(expect.arrayContaining([...outcomes.keys()]));
});
