// The short form of what the interface costs, so that it cannot rot.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import type {Benchmark} from './benchmark.ts';

const script = fileURLToPath(new URL('../../../benchmark/interface.ts', import.meta.url));

/** {@inheritDoc Benchmark} */
export const interfaceCosts: Benchmark = {
  name: 'every view has its costs in the table',
  isPossible: process.platform === 'linux',
  check() {
    const args = [script, '--rounds', '1', '--seconds', '0.3', '--warm-up', '0.1'];
    const {status, stdout, stderr} = spawnSync(process.execPath, args, {encoding: 'utf8'});
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const rows = stdout
      .split('\n')
      .slice(2, 5)
      .map((line) => line.split(' | '));
    expect(rows.map(([name]) => name)).toEqual(['| plain', '| 80×24', '| 140×40']);
    for (const [, cores, main, , , , mebibytes, free] of rows) {
      // In so short a window the main thread may not have had a turn.
      expect(main).toMatch(/^\d\.\d{3}$/);
      for (const cost of [cores, mebibytes, free])
        expect(Number(cost?.replaceAll(',', ''))).toBeGreaterThan(0);
    }
    for (const [, , , , frames] of rows.slice(1)) expect(Number(frames)).toBeGreaterThan(0);
  },
};
