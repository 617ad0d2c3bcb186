/**
 * The Rust lesson's own program and this engine, in turn: who moves more messages a second?
 *
 *     npm run bench:lesson -- --binary <path> [--mode double-buffer] [--rounds 10] [--seconds 5]
 *
 * The program is built by whoever runs this (docs/performance.md tells how), in the mode that
 * `--mode` names, and runs at its best setting. Prints Markdown. Results of different runs, let
 * alone machines, are not to be compared.
 */
import {parseArgs} from 'node:util';
import {describeRoundTrips, RoundTrips} from '../source/measure/round-trip.ts';
import {computeSpread, type Spread} from '../source/measure/statistics.ts';
import {runLesson} from './lesson/lesson.ts';
import {engineIn} from './peers/engine.ts';
import {howMeasured, spreadCells} from './table.ts';

const warmUpMs = 500;

const {values} = parseArgs({
  options: {
    binary: {type: 'string'},
    mode: {type: 'string', default: 'double-buffer'},
    rounds: {type: 'string', default: '10'},
    seconds: {type: 'string', default: '5'},
  },
});
const {binary, mode} = values;
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
if (binary === undefined) throw new Error('--binary takes the path of the lesson, as you built it');
if (mode !== 'double-buffer' && mode !== 'zero-copy') {
  throw new Error(
    '--mode takes double-buffer or zero-copy: the mode in which the lesson was built',
  );
}
if (!(rounds >= 1 && seconds > 0)) {
  throw new Error('--rounds and --seconds take positive numbers');
}

const engines = [engineIn(mode), engineIn(mode, 'a lane per core')];
const lessonRates: number[] = [];
const engineRates = engines.map((): number[] => []);
let hangs = 0;
const trips = new RoundTrips();
for (let round = 0; round < rounds; round++) {
  await trips.beginRound();
  const lesson = await runLesson(binary, seconds);
  lessonRates.push(lesson.perSecond);
  if (lesson.hung) hangs++;
  for (const [index, engine] of engines.entries()) {
    const {perSecond, isVerified} = await engine.run(warmUpMs, seconds * 1_000);
    if (!isVerified) throw new Error('the engine lost or miscounted messages');
    engineRates[index]?.push(perSecond);
  }
  await trips.endRound();
}
await trips.close();

const lesson = computeSpread(lessonRates);
const row = (name: string, spread: Spread) =>
  `| ${name} | ${spreadCells(spread)} | ${(spread.median / lesson.median).toPrecision(3)} |`;
process.stdout.write(
  [
    '| | million messages/s, median | min to max | against the lesson |',
    '|---|---|---|---|',
    row(`the Rust lesson, ${mode}, \`--rate 1\``, lesson),
    ...engines.map(({name}, index) => row(name, computeSpread(engineRates[index] ?? []))),
    '',
    howMeasured(rounds, seconds),
    `${describeRoundTrips(trips.rounds)}.`,
    ...(hangs > 0 ? [`The lesson hung at its stop in ${hangs} of its runs and was ended.`] : []),
    '',
  ].join('\n'),
);
