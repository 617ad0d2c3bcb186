/**
 * How soon the program is there: from the command to the first frame in a pseudo-terminal, and to
 * the end of a run of one beat, in turn with bare Node.js and, if there is one, another build.
 *
 *     npm run bench:start -- [--rounds 15] [--against <folder>]
 *
 * The folder is a built clone of this repository, such as one of an earlier commit. Prints
 * Markdown: medians, and the median of the ratios of each round.
 */
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {computeSpread} from '../source/measure/statistics.ts';
import {timeFirstFrame, timeToEnd} from './start/timed.ts';
import {machine} from './table.ts';

const {values} = parseArgs({
  options: {rounds: {type: 'string', default: '15'}, against: {type: 'string'}},
});
const rounds = Number(values.rounds);
if (!(rounds >= 1)) throw new Error('--rounds takes a positive number');

const repository = fileURLToPath(new URL('..', import.meta.url));
const folders = values.against === undefined ? [repository] : [repository, values.against];
const programs = folders.map((folder) => path.resolve(folder, 'dist/cli.js'));

const brief = ['--beats', '1'];
const subjects: Readonly<Record<string, (program: string) => Promise<number>>> = {
  'Node.js alone': async () => await timeToEnd(['--eval', '0']),
  'first frame, 80×24': async (program) => await timeFirstFrame(program, {columns: 80, rows: 24}),
  'first frame, 140×40': async (program) => await timeFirstFrame(program, {columns: 140, rows: 40}),
  '--plain --beats 1': async (program) => await timeToEnd([program, '--plain', ...brief]),
  '--json --beats 1': async (program) => await timeToEnd([program, '--json', ...brief]),
};

/** Milliseconds by subject, and then by program. */
const times = new Map(
  Object.keys(subjects).map((name) => [name, programs.map(() => [] as number[])]),
);
for (let round = 0; round < rounds; round++) {
  for (const [name, time] of Object.entries(subjects)) {
    // The first of two in a row may find a warmer machine, so they take turns.
    const order = round % 2 === 0 ? [...programs.entries()] : [...programs.entries()].toReversed();
    for (const [index, program] of order) times.get(name)?.[index]?.push(await time(program));
  }
}

const rows = [...times].map(([name, [ours = [], others]]) => {
  const {median, min, max} = computeSpread(ours);
  const cells = [name, median.toFixed(0), `${min.toFixed(0)} to ${max.toFixed(0)}`];
  if (others !== undefined) {
    const ratios = ours.map((ms, round) => ms / (others[round] as number));
    cells.push(computeSpread(others).median.toFixed(0), computeSpread(ratios).median.toFixed(2));
  }
  return `| ${cells.join(' | ')} |`;
});
const headings = ['from the command', 'ms', 'min to max'];
if (values.against !== undefined) headings.push('the other, ms', 'ratio');
process.stdout.write(
  [
    `| ${headings.join(' | ')} |`,
    `|${'---|'.repeat(headings.length)}`,
    ...rows,
    '',
    `${machine()}, medians of ${rounds} interleaved rounds.`,
    '',
  ].join('\n'),
);
