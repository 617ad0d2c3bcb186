// The short form of the comparison of an edge over a broker, so that it cannot rot.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import {findPort, hasBroker} from '../../helpers/broker.ts';
import type {Benchmark} from './benchmark.ts';

const script = fileURLToPath(new URL('../../../benchmark/broker.ts', import.meta.url));

/** {@inheritDoc Benchmark} */
export const broker: Benchmark = {
  name: 'every way to another process moves words, and has its row',
  isPossible: hasBroker,
  async check() {
    const place = ['--port', `${await findPort()}`];
    const args = [script, '--rounds', '1', '--seconds', '0.5', ...place];
    const {status, stdout, stderr} = spawnSync(process.execPath, args, {encoding: 'utf8'});
    expect(status, stderr).toBe(0);
    const rates = [...stdout.matchAll(/^\| (\S.*?) \| ([\d.]+) \|/gm)];
    expect(rates.map(([, name]) => name)).toEqual([
      'rings, one process',
      'plain socket',
      'client alone, memory',
      'parts, memory',
      'client alone, files',
      'parts, files',
    ]);
    for (const [, , rate] of rates) expect(Number(rate)).toBeGreaterThan(0);
  },
};
