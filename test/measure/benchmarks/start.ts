// The short form of how soon the program is there.
import {expect} from 'vitest';
import {type Benchmark, numberOf, rowsOf, runScript} from './benchmark.ts';

/** {@inheritDoc Benchmark} */
export const start: Benchmark = {
  name: 'every start has its time in the table, beside that of another build',
  isPossible: true,
  check() {
    const {stdout, stderr} = runScript('start.ts', '--rounds', '1', '--against', '.');
    expect(stderr).toBe('');
    const rows = rowsOf(stdout, 5);
    expect(rows.map(([name]) => name)).toEqual([
      'Node.js alone',
      'first frame, 80×24',
      'first frame, 140×40',
      '--plain --beats 1',
      '--json --beats 1',
    ]);
    for (const [, ours, , other, ratio] of rows) {
      for (const value of [ours, other, ratio]) expect(numberOf(value)).toBeGreaterThan(0);
    }
  },
};
