/**
 * A hundred kills of the parts of an edge and of its broker, or as many as the first argument says,
 * at random moments up to as many milliseconds apart as the second one says. The end must be exact.
 * The third argument is a seed.
 */
import {expectExact, surviveKills} from '../helpers/bridge-kills.ts';
import {hasBroker} from '../helpers/broker.ts';

const [kills = '100', pauseMaxMs = '2000', seedText] = process.argv.slice(2);
const seed = Number(seedText ?? Math.floor(Math.random() * 2 ** 32));
if (!hasBroker) throw new Error('nats-server is not installed');
process.stdout.write(`seed ${seed}\n`);
const startMs = performance.now();
const end = await surviveKills(Number(kills), seed, Number(pauseMaxMs), (kill, victim) => {
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  process.stdout.write(`${seconds} s: kill ${kill}, ${victim}\n`);
});
const bytes = expectExact(end);
const resident = end.outcomes.map(({residentBytes}) => Math.round(residentBytes / 2 ** 20));
process.stdout.write(
  `exact after ${kills} kills: ${end.record?.messages} messages, ${bytes} bytes; MiB resident at the end: ${resident.join(', ')}\n`,
);
