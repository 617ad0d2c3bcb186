/**
 * A hundred kills of the parts of an edge and of its broker, or as many as the first argument says,
 * at random moments up to as many milliseconds apart as the second one says. Half of them are with
 * small batches, half with large ones. Both ends must be exact. The third argument is a seed.
 */
import {blockSizes, expectExact, surviveKills} from '../helpers/bridge-kills.ts';
import {hasBroker} from '../helpers/broker.ts';

const [kills = '100', pauseMaxMs = '2000', seedText] = process.argv.slice(2);
const seed = Number(seedText ?? Math.floor(Math.random() * 2 ** 32));
if (!hasBroker) throw new Error('nats-server is not installed');
process.stdout.write(`seed ${seed}\n`);
const startMs = performance.now();
const half = Math.ceil(Number(kills) / blockSizes.length);
for (const blockMessages of blockSizes) {
  const report = (kill: number, victim: string) => {
    const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
    process.stdout.write(`${seconds} s: kill ${kill}, ${victim}\n`);
  };
  const end = await surviveKills(half, seed, Number(pauseMaxMs), blockMessages, report);
  const bytes = expectExact(end);
  const resident = end.outcomes.map(({residentBytes}) => Math.round(residentBytes / 2 ** 20));
  const exact = `exact after ${half} kills with batches of ${blockMessages}`;
  const sums = `${end.record?.messages} messages, ${bytes} bytes`;
  process.stdout.write(`${exact}: ${sums}; MiB resident at the end: ${resident.join(', ')}\n`);
}
