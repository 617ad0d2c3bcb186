// The short form of the comparison with other ways.
import {type Benchmark, expectRates, runScript} from './benchmark.ts';

/** {@inheritDoc Benchmark} */
export const peers: Benchmark = {
  name: 'every peer moves messages, loses none, and stands in the table',
  isPossible: true,
  check() {
    const {stdout} = runScript('peers.ts', '--rounds', '1', '--seconds', '0.2');
    expectRates(stdout, [
      'postMessage of single values',
      'postMessage of transferred buffers',
      'ringbuf.js',
      'fizzbuzz-tui, double-buffer, default shape',
      'fizzbuzz-tui, zero-copy, default shape',
      'fizzbuzz-tui, zero-copy, a lane per core',
    ]);
  },
};
