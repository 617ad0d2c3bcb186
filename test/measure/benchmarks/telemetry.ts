// The short form of what telemetry costs, so that it cannot rot.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import type {Benchmark} from './benchmark.ts';

const script = fileURLToPath(new URL('../../../benchmark/telemetry.ts', import.meta.url));

/** {@inheritDoc Benchmark} */
export const telemetry: Benchmark = {
  name: 'both runs have their costs in the table',
  isPossible: process.platform === 'linux',
  check() {
    const args = [script, '--rounds', '1', '--seconds', '0.3'];
    const {status, stdout, stderr} = spawnSync(process.execPath, args, {encoding: 'utf8'});
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const rows = stdout
      .split('\n')
      .slice(2, 4)
      .map((line) => line.split(' | '));
    expect(rows.map(([name]) => name)).toEqual([
      '| `--no-telemetry`',
      '| watched by `attach` and `/events`',
    ]);
    for (const [, ...cells] of rows) {
      for (const cell of cells)
        expect(Number.parseFloat(cell.replaceAll(',', ''))).toBeGreaterThan(0);
    }
  },
};
