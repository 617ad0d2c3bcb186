// Kills of the parts of an edge and of its broker, at random moments.
import {describe} from 'vitest';
import {blockSizes, expectExact, surviveKills} from '../helpers/bridge-kills.ts';
import {hasBroker} from '../helpers/broker.ts';
import {longTest, shortOrAll} from '../helpers/sample.ts';

describe.skipIf(!hasBroker)('over a broker', () => {
  longTest('kills of source, receivers and broker lose no number and repeat none', async () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    process.stderr.write(`seed ${seed}\n`);
    const blockMessages = blockSizes[seed % blockSizes.length] ?? 0;
    expectExact(await surviveKills(shortOrAll(2, 6), seed, 1_500, blockMessages));
  });
});
