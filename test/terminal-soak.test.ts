// The short form of `npm run soak:terminal`.
import {expect, test} from 'vitest';
import {soakTerminal} from './helpers/terminal-soak.ts';

test.skipIf(process.platform !== 'linux')(
  'a short soak on a terminal that misbehaves finds no fault',
  async () => {
    const seed = Math.floor(Math.random() * 1_000_000);
    const {faults} = await soakTerminal({runs: 1, actions: 12, seed, report: () => {}});
    expect(faults.join('\n'), `seed ${seed}`).toBe('');
  },
);
