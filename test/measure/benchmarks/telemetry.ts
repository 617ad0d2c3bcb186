// The short form of what telemetry costs.
import {expect} from 'vitest';
import {type Benchmark, numberOf, rowsOf, runScript} from './benchmark.ts';

/** {@inheritDoc Benchmark} */
export const telemetry: Benchmark = {
  name: 'both runs have their costs in the table',
  isPossible: process.platform === 'linux',
  check() {
    const {stdout, stderr} = runScript('telemetry.ts', '--rounds', '1', '--seconds', '0.3');
    expect(stderr).toBe('');
    const rows = rowsOf(stdout, 2);
    expect(rows.map(([name]) => name)).toEqual([
      '`--no-telemetry`',
      'watched by `attach` and `/events`',
    ]);
    for (const [, ...cells] of rows) {
      for (const cell of cells) expect(numberOf(cell)).toBeGreaterThan(0);
    }
  },
};
