// The short form of what a frame costs.
import {stripVTControlCharacters} from 'node:util';
import {expect} from 'vitest';
import {type Benchmark, numberOf, rowsOf, runScript} from './benchmark.ts';

/** {@inheritDoc Benchmark} */
export const frames: Benchmark = {
  name: 'bare Ink and our screen have their costs in the table, with the ratio',
  isPossible: true,
  check() {
    const {stdout, stderr} = runScript('frames.ts', '--rounds', '2', '--frames', '10');
    // The cursor is shown again at the end, whatever there is to show it.
    expect(stripVTControlCharacters(stderr)).toBe('');
    const rows = rowsOf(stdout, 4);
    expect(rows.map(([name]) => name)).toEqual([
      'bare Ink, a colour a row',
      'bare Ink, 4 colours a row',
      'bare Ink, our rows',
      'our screen',
    ]);
    for (const [, cpuMs, , bytes, ratio] of rows) {
      for (const figure of [cpuMs, bytes, ratio]) expect(numberOf(figure)).toBeGreaterThan(0);
    }
    expect(numberOf(rows[3]?.[4])).toBe(1);
  },
};
