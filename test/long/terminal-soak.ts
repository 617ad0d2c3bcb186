/**
 * A long soak of the program on a terminal that misbehaves.
 *
 *     npm run soak:terminal -- [--runs 10] [--actions 120] [--seed 1]
 */
import {parseArgs} from 'node:util';
import {soakTerminal} from '../helpers/terminal-soak.ts';

/** A signal is answered within this time. */
const answerMaxMs = 1_000;

const {values} = parseArgs({
  options: {
    runs: {type: 'string', default: '10'},
    actions: {type: 'string', default: '120'},
    seed: {type: 'string', default: String(Date.now() % 1_000_000)},
  },
});
const [runs, actions, seed] = [values.runs, values.actions, values.seed].map(Number) as [
  number,
  number,
  number,
];
const report = (text: string) => process.stdout.write(`${text}\n`);
report(`seed ${seed}`);
const {faults, answersMs} = await soakTerminal({runs, actions, seed, report});
const slowest = Math.max(...answersMs);
const all = slowest > answerMaxMs ? [...faults, 'a signal was answered late'] : faults;
for (const fault of all) report(fault);
report(`${runs} runs, slowest answer to a signal ${Math.round(slowest)} ms, ${all.length} faults`);
process.exitCode = all.length === 0 ? 0 : 1;
