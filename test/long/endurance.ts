/**
 * The long forms: a thousand crashes of random threads, and a thousand starts and stops.
 *
 *     npm run test:crashes -- [--times 1000] [--seed <n>]
 *     npm run test:stops -- [--times 1000] [--seed <n>]
 */
import {parseArgs} from 'node:util';
import {crashMany, startAndStopMany} from '../helpers/endurance.ts';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    times: {type: 'string', default: '1000'},
    seed: {type: 'string', default: String(Date.now() % 2 ** 31)},
  },
});
const [what] = positionals;
const [times, seed] = [Number(values.times), Number(values.seed)];
if (what !== 'crashes' && what !== 'stops') throw new Error('the argument is crashes or stops');
if (!(times >= 1 && Number.isInteger(seed)))
  throw new Error('--times and --seed take whole numbers');

process.stdout.write(`seed ${seed}\n`);
let reported = 0;
const report = (count: number) => {
  if (count < reported + 100) return;
  reported = count;
  process.stdout.write(`${count} ${what}\n`);
};
const endure = what === 'crashes' ? crashMany : startAndStopMany;
const {runs, restarts, faults} = await endure(times, seed, report);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${runs} runs, ${restarts} restarts, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
