/**
 * Shows that actors leave nothing to the garbage collector: ten seconds of steady free running in each shape.
 *
 *     npm run test:garbage
 */
import {collectionsIn} from './helpers/garbage.ts';

const shapes = [
  {capacityMessages: 1_048_576, batchMessages: 524_288, warmUpBatches: 40_000},
  {capacityMessages: 64, batchMessages: 1, warmUpBatches: 4_000_000},
];

let failures = 0;
for (const shape of shapes) {
  const run = {...shape, steadySeconds: 10};
  const {threads, whileSteady} = await collectionsIn(run);
  const name = `capacity ${shape.capacityMessages}, batch ${shape.batchMessages}`;
  process.stdout.write(
    `${name}: ${whileSteady.length} collections in ${threads} threads in ${run.steadySeconds} s\n`,
  );
  for (const line of whileSteady) process.stdout.write(`  ${line}\n`);
  if (threads !== 3 || whileSteady.length > 0) failures++;
}
process.exitCode = failures === 0 ? 0 : 1;
