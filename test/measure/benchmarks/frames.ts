// The short form of what a frame costs, so that it cannot rot.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {stripVTControlCharacters} from 'node:util';
import {expect} from 'vitest';
import type {Benchmark} from './benchmark.ts';

const script = fileURLToPath(new URL('../../../benchmark/frames.ts', import.meta.url));

/** {@inheritDoc Benchmark} */
export const frames: Benchmark = {
  name: 'bare Ink and our screen have their costs in the table, with the ratio',
  isPossible: true,
  check() {
    const args = [script, '--rounds', '2', '--frames', '10'];
    const {status, stdout, stderr} = spawnSync(process.execPath, args, {encoding: 'utf8'});
    // The cursor is shown again at the end, whatever there is to show it.
    expect(stripVTControlCharacters(stderr)).toBe('');
    expect(status).toBe(0);
    const rows = stdout
      .split('\n')
      .slice(2, 6)
      .map((line) => line.slice(2, -2).split(' | '));
    expect(rows.map(([name]) => name)).toEqual([
      'bare Ink, a colour a row',
      'bare Ink, 4 colours a row',
      'bare Ink, our rows',
      'our screen',
    ]);
    for (const [, cpuMs, , bytes, ratio] of rows) {
      for (const figure of [cpuMs, bytes, ratio]) expect(Number(figure)).toBeGreaterThan(0);
    }
    expect(Number(rows[3]?.[4])).toBe(1);
  },
};
