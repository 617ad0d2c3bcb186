/**
 * The same work through what a Node programmer would reach for, and through this engine: in one run, interleaved.
 *
 *     npm run bench:peers -- [--rounds 10] [--seconds 5]
 *
 * Prints Markdown. Results of different runs, let alone machines, are not to be compared.
 */
import os from 'node:os';
import {parseArgs} from 'node:util';
import type {Mode} from '../source/engine/index.ts';
import {type Peer, pass} from './peers/peer.ts';
import {postValues} from './peers/post-values.ts';
import {ringbufJs} from './peers/ringbuf-js.ts';
import {transferBuffers} from './peers/transfer-buffers.ts';

const warmUpMs = 500;

const {startEngine}: typeof import('../source/engine/index.ts') = await import(
  new URL('../dist/engine/index.js', import.meta.url).href
);

function engineIn(mode: Mode): Peer {
  return {
    name: `fizzbuzz-tui, ${mode}`,
    async run(warmUp, measure) {
      const engine = startEngine({
        capacityMessages: 1_048_576,
        batchMessages: 524_288,
        beatPeriodMs: 0,
        beats: Number.POSITIVE_INFINITY,
        durationSeconds: Number.POSITIVE_INFINITY,
        mode,
        kernels: 'auto',
        logLevel: 'error',
      });
      await pass(warmUp);
      const first = engine.getSnapshot();
      await pass(measure);
      const last = engine.getSnapshot();
      engine.stop('duration');
      const {stop} = await engine.finished;
      const messages = last.messages.logged - first.messages.logged;
      return {
        perSecond: messages / (last.activeSeconds - first.activeSeconds),
        isVerified: stop?.clean === true && stop.verified,
      };
    },
  };
}

const peers: readonly Peer[] = [
  postValues,
  transferBuffers,
  ringbufJs,
  engineIn('double-buffer'),
  engineIn('zero-copy'),
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
for (let round = 0; round < rounds; round++) {
  for (const peer of peers) {
    const {perSecond, isVerified} = await peer.run(warmUpMs, measureMs);
    if (!isVerified) throw new Error(`${peer.name} lost or miscounted messages`);
    rates.get(peer.name)?.push(perSecond);
  }
}

const medians = [...rates].map(([name, all]) => ({name, all: all.sort((a, b) => a - b)}));
const medianOf = (all: readonly number[]) => all[Math.floor(all.length / 2)] ?? 0;
const best = Math.max(...medians.slice(0, 3).map(({all}) => medianOf(all)));
const million = (rate = 0) => (rate / 1e6).toPrecision(3);
const lines = medians.map(
  ({name, all}) =>
    `| ${name} | ${million(medianOf(all))} | ${million(all[0])} to ${million(all.at(-1))} | ${(medianOf(all) / best).toPrecision(3)} |`,
);
process.stdout.write(
  [
    '| | million messages/s, median | min to max | against the best of the others |',
    '|---|---|---|---|',
    ...lines,
    '',
    `${os.cpus()[0]?.model.trim()}, ${os.availableParallelism()} cores, Node ${process.version}, ${rounds} interleaved rounds of ${measureMs / 1_000} s.`,
    '',
  ].join('\n'),
);
