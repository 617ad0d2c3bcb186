// The short form of how soon the program is there, so that it cannot rot.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import type {Benchmark} from './benchmark.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** {@inheritDoc Benchmark} */
export const start: Benchmark = {
  name: 'every start has its time in the table, beside that of another build',
  isPossible: true,
  check() {
    const args = ['benchmark/start.ts', '--rounds', '1', '--against', '.'];
    const {status, stdout, stderr} = spawnSync(process.execPath, args, {
      cwd: repository,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const rows = stdout
      .split('\n')
      .slice(2, 7)
      .map((line) => line.slice(2, -2).split(' | '));
    expect(rows.map(([name]) => name)).toEqual([
      'Node.js alone',
      'first frame, 80×24',
      'first frame, 140×40',
      '--plain --beats 1',
      '--json --beats 1',
    ]);
    for (const [, ours, , other, ratio] of rows) {
      for (const value of [ours, other, ratio])
        expect(Number(value?.replace(',', ''))).toBeGreaterThan(0);
    }
  },
};
