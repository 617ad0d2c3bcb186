/**
 * What a frame costs: our screen in which every number changes, beside bare Ink with as many rows
 * that all change, in one colour each, in four, and with the cells and colours of our screen.
 *
 *     npm run bench:frames -- [--rounds 10] [--frames 200] [--columns 140] [--rows 40]
 *
 * Prints Markdown: processor time and bytes a frame, medians over the rounds, and how our screen
 * compares.
 */
import {parseArgs} from 'node:util';
import {computeSpread} from '../source/measure/statistics.ts';
import type {Cost, Subject} from './frames/drawing.ts';
import {machine} from './table.ts';

// React's development build is the default, and is not what users run.
process.env.NODE_ENV = 'production';
const {costOfFrame} = await import('./frames/drawing.ts');
const {bareRows, ourRows, ourScreen} = await import('./frames/subjects.ts');

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

const ours = ourScreen(columns, rows, 2 * frames);
const subjects = [
  bareRows(columns, rows, 1),
  bareRows(columns, rows, 4),
  ourRows(columns, rows, 2 * frames),
  ours,
];
const costs = new Map<Subject, Cost[]>(subjects.map((subject) => [subject, []]));
for (let round = 0; round < rounds; round++) {
  for (const subject of subjects) {
    costs.get(subject)?.push(await costOfFrame(subject, columns, rows, frames));
  }
}

const median = (numbers: readonly number[]) => computeSpread(numbers).median;
const ourCosts = costs.get(ours) ?? [];
const row = ([{name}, measured]: [Subject, Cost[]]) => {
  const cpuMs = computeSpread(measured.map((cost) => cost.cpuMs));
  const cells = [
    name,
    cpuMs.median.toFixed(2),
    `${cpuMs.min.toFixed(2)} to ${cpuMs.max.toFixed(2)}`,
    median(measured.map(({bytes}) => bytes)).toFixed(0),
    // Of the same round, so that a slow moment of the machine hits both alike.
    median(measured.map((cost, round) => (ourCosts[round] as Cost).cpuMs / cost.cpuMs)).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
};
process.stdout.write(
  [
    `| ${columns} × ${rows} | CPU ms a frame | min to max | bytes a frame ` +
      '| our screen against it |',
    '|---|---|---|---|---|',
    ...[...costs].map(row),
    '',
    `Medians of ${rounds} rounds of ${frames} frames each, in turn; ${machine()}.`,
    '',
  ].join('\n'),
);
