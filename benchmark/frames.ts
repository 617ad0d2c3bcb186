/**
 * What a frame costs: our screen in which every number changes, beside bare Ink with as many rows that all change, in turn.
 *
 *     npm run bench:frames -- [--rounds 10] [--frames 200] [--columns 140] [--rows 40]
 *
 * Prints Markdown: processor time and bytes a frame, medians over the rounds, and the ratio.
 */
import {parseArgs} from 'node:util';
import {spreadOf} from '../source/bench/statistics.ts';

// React's development build is the default, and is not what users run.
process.env.NODE_ENV = 'production';
const {costOfFrame} = await import('./frames/drawing.ts');
const {bareRows, ourScreen} = await import('./frames/subjects.ts');

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '10'},
    frames: {type: 'string', default: '200'},
    columns: {type: 'string', default: '140'},
    rows: {type: 'string', default: '40'},
  },
});
const [rounds, frames, columns, rows] = [
  values.rounds,
  values.frames,
  values.columns,
  values.rows,
].map(Number) as [number, number, number, number];
if (!(rounds >= 1 && frames >= 1 && columns >= 1 && rows >= 2)) {
  throw new Error('--rounds, --frames, --columns and --rows take positive numbers');
}

const subjects = [bareRows(columns, rows), ourScreen(columns, rows)];
const costs = subjects.map(() => [] as {cpuMs: number; bytes: number}[]);
for (let round = 0; round < rounds; round++) {
  for (const [place, subject] of subjects.entries()) {
    costs[place]?.push(await costOfFrame(subject, columns, rows, frames));
  }
}

const [bare = [], ours = []] = costs;
const median = (numbers: readonly number[]) => spreadOf(numbers).median;
const row = (name: string, measured: typeof bare) => {
  const {median: cpuMs, min, max} = spreadOf(measured.map((cost) => cost.cpuMs));
  const bytes = median(measured.map((cost) => cost.bytes));
  return `| ${name} | ${cpuMs.toFixed(2)} | ${min.toFixed(2)} to ${max.toFixed(2)} | ${bytes.toFixed(0)} |`;
};
const ratio = median(ours.map((cost, round) => cost.cpuMs / (bare[round]?.cpuMs ?? Number.NaN)));
process.stdout.write(
  [
    `| ${columns} × ${rows} | CPU ms a frame | min to max | bytes a frame |`,
    '|---|---|---|---|',
    row('bare Ink', bare),
    row('our screen', ours),
    '',
    `Ratio ${ratio.toFixed(2)}: medians of ${rounds} rounds of ${frames} frames each, in turn; Node ${process.version}.`,
    '',
  ].join('\n'),
);
