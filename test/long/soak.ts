/**
 * A long run under chaos. It fails if the run is not verified, or if a heap grows.
 *
 *     npm run soak -- [--duration 600] [--interface] [--chaos 2]
 */
import {parseArgs} from 'node:util';
import {soak} from '../helpers/soak.ts';

const {values} = parseArgs({
  options: {
    duration: {type: 'string', default: '600'},
    interface: {type: 'boolean', default: false},
    chaos: {type: 'string', default: '2'},
  },
});
const [seconds, chaosMeanSeconds] = [Number(values.duration), Number(values.chaos)];
if (!(seconds > 0 && chaosMeanSeconds > 0)) {
  throw new Error('--duration and --chaos take seconds above 0');
}

const report = (text: string) => process.stdout.write(`${text}\n`);
const {samples, restarts, messages, faults} = await soak({
  seconds,
  hasInterface: values.interface,
  chaosMeanSeconds,
  samplesMin: 4,
  commandIntervalMs: 3_000,
  sampleIntervalMs: Math.min(10_000, (seconds * 1_000) / 10),
  report,
});
const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
for (const name of new Set(samples.flatMap((sample) => Object.keys(sample)))) {
  const all = samples.flatMap((sample) => sample[name] ?? []);
  const [first, most, last] = [all[0] ?? 0, Math.max(...all), all.at(-1) ?? 0].map(mebibytes);
  report(`heap of ${name}: first ${first}, most ${most}, last ${last} MiB`);
}
for (const fault of faults) report(fault);
report(
  `${messages} messages, a thread started again up to ${restarts} times, ${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
