// The short form of the comparison of an edge over a broker.
import {findPort, hasBroker} from '../../helpers/broker.ts';
import {type Benchmark, expectRates, runScript} from './benchmark.ts';

/** {@inheritDoc Benchmark} */
export const broker: Benchmark = {
  name: 'every way to another process moves words, and has its row',
  isPossible: hasBroker,
  async check() {
    const place = ['--port', `${await findPort()}`];
    const {stdout} = runScript('broker.ts', '--rounds', '1', '--seconds', '0.5', ...place);
    expectRates(stdout, [
      'rings, one process',
      'plain socket',
      'client alone, memory',
      'parts, memory',
      'client alone, files',
      'parts, files',
    ]);
  },
};
