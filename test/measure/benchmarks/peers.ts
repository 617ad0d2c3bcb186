// The short form of the comparison with other ways, so that it cannot rot.
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import type {Benchmark} from './benchmark.ts';

const script = fileURLToPath(new URL('../../../benchmark/peers.ts', import.meta.url));

/** {@inheritDoc Benchmark} */
export const peers: Benchmark = {
  name: 'every peer moves messages, loses none, and stands in the table',
  isPossible: true,
  check() {
    const args = [script, '--rounds', '1', '--seconds', '0.2'];
    const {status, stdout} = spawnSync(process.execPath, args, {encoding: 'utf8'});
    expect(status).toBe(0);
    const rates = [...stdout.matchAll(/^\| (\S.*?) \| ([\d.,]+) \|/gm)];
    expect(rates.map(([, name]) => name)).toEqual([
      'postMessage of single values',
      'postMessage of transferred buffers',
      'ringbuf.js',
      'fizzbuzz-tui, double-buffer, default shape',
      'fizzbuzz-tui, zero-copy, default shape',
      'fizzbuzz-tui, zero-copy, a lane per core',
    ]);
    for (const [, , rate] of rates) expect(Number(rate?.replaceAll(',', ''))).toBeGreaterThan(0);
  },
};
