/**
 * The same work through what a Node programmer would reach for, and through this engine: in one
 * run, interleaved.
 *
 *     npm run bench:peers -- [--rounds 10] [--seconds 5]
 *
 * Prints Markdown. Results of different runs, let alone machines, are not to be compared.
 */
import {parseArgs} from 'node:util';
import {describeRoundTrips, RoundTrips} from '../source/measure/round-trip.ts';
import {computeSpread} from '../source/measure/statistics.ts';
import {engineIn} from './peers/engine.ts';
import type {Peer} from './peers/peer.ts';
import {postValues} from './peers/post-values.ts';
import {ringbufJs} from './peers/ringbuf-js.ts';
import {transferBuffers} from './peers/transfer-buffers.ts';
import {howMeasured, spreadCells} from './table.ts';

const warmUpMs = 500;

const peers: readonly Peer[] = [
  postValues,
  transferBuffers,
  ringbufJs,
  engineIn('double-buffer'),
  engineIn('zero-copy'),
  engineIn('zero-copy', 'a lane per core'),
];

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '10'},
    seconds: {type: 'string', default: '5'},
  },
});
const rounds = Number(values.rounds);
const measureMs = Number(values.seconds) * 1_000;
if (!(rounds >= 1 && measureMs > 0))
  throw new Error('--rounds and --seconds take positive numbers');

const rates = new Map<string, number[]>(peers.map(({name}) => [name, []]));
const trips = new RoundTrips();
for (let round = 0; round < rounds; round++) {
  await trips.beginRound();
  for (const peer of peers) {
    const {perSecond, isVerified} = await peer.run(warmUpMs, measureMs);
    if (!isVerified) throw new Error(`${peer.name} lost or miscounted messages`);
    rates.get(peer.name)?.push(perSecond);
  }
  await trips.endRound();
}
await trips.close();

const spreads = [...rates].map(([name, all]) => ({name, ...computeSpread(all)}));
const best = Math.max(...spreads.slice(0, 3).map(({median}) => median));
const lines = spreads.map(
  ({name, ...spread}) =>
    `| ${name} | ${spreadCells(spread)} | ${(spread.median / best).toPrecision(3)} |`,
);
process.stdout.write(
  [
    '| | million messages/s, median | min to max | against the best of the others |',
    '|---|---|---|---|',
    ...lines,
    '',
    howMeasured(rounds, measureMs / 1_000),
    `${describeRoundTrips(trips.rounds)}.`,
    '',
  ].join('\n'),
);
