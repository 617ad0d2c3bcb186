/**
 * Shows that actors leave nothing to the garbage collector: ten seconds of steady free running with
 * each size, grouping and mode, with V8 as users have it.
 *
 *     npm run test:garbage
 */
import {modes} from '../../source/fizzbuzz/index.ts';
import {allocationsIn} from '../helpers/garbage.ts';

const sizes = [
  {capacityMessages: 1_048_576, batchMessages: 524_288},
  {capacityMessages: 64, batchMessages: 1},
];
const watchSeconds = 10;

let failures = 0;
const groupings = [
  ...[1, 2, 3].map((threads) => ({threads, lanes: 1})),
  ...[1, 2].map((threads) => ({threads, lanes: 2})),
];
const shapes = sizes.flatMap((size) => groupings.map((grouping) => ({...size, ...grouping})));
for (const run of shapes.flatMap((shape) => modes.map((mode) => ({...shape, mode})))) {
  const found = await allocationsIn({...run, watchSeconds, isHurried: false});
  const {steadyAfterSeconds, collectedIn, lastGrowth} = found;
  const size = `capacity ${run.capacityMessages}, batch ${run.batchMessages}`;
  const name = `${run.mode}, ${size}, threads ${run.threads}, lanes ${run.lanes}`;
  const steady =
    steadyAfterSeconds === null
      ? `never steady (${JSON.stringify(lastGrowth)})`
      : `steady after ${steadyAfterSeconds.toFixed(1)} s, ` +
        `then ${collectedIn.length} collections in ${watchSeconds} s`;
  process.stdout.write(`${name}: ${steady}\n`);
  if (steadyAfterSeconds === null || collectedIn.length > 0) failures++;
}
process.exitCode = failures === 0 ? 0 : 1;
