// The short form of what the interface costs.
import {expect} from 'vitest';
import {type Benchmark, numberOf, rowsOf, runScript} from './benchmark.ts';

/** {@inheritDoc Benchmark} */
export const interfaceCosts: Benchmark = {
  name: 'every view has its costs in the table',
  isPossible: process.platform === 'linux',
  check() {
    const args = ['--rounds', '1', '--seconds', '0.3', '--warm-up', '0.1'];
    const {stdout, stderr} = runScript('interface.ts', ...args);
    expect(stderr).toBe('');
    const rows = rowsOf(stdout, 3);
    expect(rows.map(([name]) => name)).toEqual(['plain', '80×24', '140×40']);
    for (const [, cores, main, , , , mebibytes, free] of rows) {
      // In so short a window the main thread may not have had a turn.
      expect(main).toMatch(/^\d\.\d{3}$/);
      for (const cost of [cores, mebibytes, free]) expect(numberOf(cost)).toBeGreaterThan(0);
    }
    for (const [, , , , frames] of rows.slice(1)) expect(numberOf(frames)).toBeGreaterThan(0);
  },
};
