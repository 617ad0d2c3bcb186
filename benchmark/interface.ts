/**
 * What the interface costs: the program on a real pseudo-terminal at two sizes, and without one, in
 * turn. Linux only.
 *
 *     npm run bench:interface -- [--rounds 10] [--seconds 5] [--warm-up 5]
 *
 * Prints Markdown: processor time at the default beat in zero-copy mode, running and paused, the
 * time of a frame, memory beyond the rings, and the throughput of free runs.
 */
import {parseArgs} from 'node:util';
import {computeSpread} from '../source/measure/statistics.ts';
import {type Usage, type View, watch} from './interface/watched.ts';
import {pass} from './peers/peer.ts';
import {howMeasured, million} from './table.ts';

/** Two rings of 1,048,576 messages of 8 bytes. */
const ringsBytes = 16 * 2 ** 20;

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '10'},
    seconds: {type: 'string', default: '5'},
    'warm-up': {type: 'string', default: '5'},
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const warmUpMs = Number(values['warm-up']) * 1_000;
if (!(rounds >= 1 && seconds > 0 && warmUpMs > 0)) {
  throw new Error('--rounds, --seconds and --warm-up take positive numbers');
}

const views: Readonly<Record<string, View>> = {
  plain: 'plain',
  '80×24': {columns: 80, rows: 24},
  '140×40': {columns: 140, rows: 40},
};

interface ChangeMetrics {
  processCores: number;
  mainThreadCores: number;
  pausedCores: number;
  framesPerSecond: number;
  residentMebibytes: number;
  freeMessagesPerSecond: number;
}

async function measure(view: View): Promise<ChangeMetrics> {
  const atDefault = await measureAtDefault(view);
  return {...atDefault, freeMessagesPerSecond: await measureFree(view)};
}

async function measureAtDefault(view: View): Promise<Omit<ChangeMetrics, 'freeMessagesPerSecond'>> {
  const program = watch(['--mode', 'zero-copy', '--beats', '0'], view);
  await program.started;
  await pass(warmUpMs);
  const start = program.usage();
  let end: Usage;
  do {
    await pass(seconds * 1_000);
    end = program.usage();
    // Of a frame's time nothing is known before there is one.
  } while (view !== 'plain' && end.frames === start.frames);
  const residentBytes = program.residentBytes();
  program.type('p');
  await pass(warmUpMs);
  const pauseStart = program.usage();
  await pass(seconds * 1_000);
  const pauseEnd = program.usage();
  await program.end();
  const spanMs = end.atMs - start.atMs;
  return {
    processCores: (end.processCpuMs - start.processCpuMs) / spanMs,
    mainThreadCores: (end.mainThreadCpuMs - start.mainThreadCpuMs) / spanMs,
    pausedCores:
      view === 'plain'
        ? Number.NaN
        : (pauseEnd.processCpuMs - pauseStart.processCpuMs) / (pauseEnd.atMs - pauseStart.atMs),
    framesPerSecond: ((end.frames - start.frames) * 1_000) / spanMs,
    residentMebibytes: (residentBytes - ringsBytes) / 2 ** 20,
  };
}

async function measureFree(view: View): Promise<number> {
  const program = watch(['--mode', 'zero-copy', '--rate', '0', '--details'], view);
  await program.started;
  await pass(warmUpMs + seconds * 1_000);
  const [, total, mean] = /Total: (\d+)[\s\S]*?mean (\S+ ?\S*\/s)/.exec(await program.end()) ?? [];
  if (total === undefined || mean === undefined) throw new Error('the program printed no summary');
  return ratePerSecond(mean);
}

/** Reads a rate such as `2.41 G/s`. */
function ratePerSecond(text: string): number {
  const [, number, unit = ''] = /^([\d.]+) ?([kMGT]?)\/s/.exec(text) ?? [];
  return Number(number) * 1_000 ** ['', 'k', 'M', 'G', 'T'].indexOf(unit);
}

const all: Record<string, ChangeMetrics[]> = {};
for (let round = 0; round < rounds; round++) {
  for (const [name, view] of Object.entries(views)) {
    all[name] = [...(all[name] ?? []), await measure(view)];
  }
}

/** What a column shows of a run, beside the plain run of the same round. */
interface Column {
  readonly heading: string;
  read(own: ChangeMetrics, plain: ChangeMetrics): number;
  write(median: number): string;
}

const fixed = (digits: number) => (median: number) =>
  Number.isFinite(median) ? median.toFixed(digits) : '';

const columns: readonly Column[] = [
  {heading: 'process, cores', read: (own) => own.processCores, write: fixed(3)},
  {heading: 'main thread, cores', read: (own) => own.mainThreadCores, write: fixed(3)},
  {heading: 'paused, cores', read: (own) => own.pausedCores, write: fixed(3)},
  {heading: 'frames/s', read: (own) => own.framesPerSecond, write: fixed(1)},
  {
    heading: 'CPU ms a frame',
    read: (own, plain) =>
      ((own.mainThreadCores - plain.mainThreadCores) * 1_000) / own.framesPerSecond,
    write: fixed(1),
  },
  {heading: 'MiB beyond the rings', read: (own) => own.residentMebibytes, write: fixed(0)},
  {
    heading: 'free-running, M messages/s',
    read: (own) => own.freeMessagesPerSecond,
    write: million,
  },
  {
    heading: 'against plain',
    read: (own, plain) => own.freeMessagesPerSecond / plain.freeMessagesPerSecond,
    write: fixed(2),
  },
];

const plain = all.plain ?? [];
const rows = Object.entries(all).map(([name, runs]) => {
  const cells = columns.map(({read, write}) =>
    write(computeSpread(runs.map((own, round) => read(own, plain[round] as ChangeMetrics))).median),
  );
  return `| ${[name, ...cells].join(' | ')} |`;
});
process.stdout.write(
  [
    `| | ${columns.map(({heading}) => heading).join(' | ')} |`,
    `|---${'|---'.repeat(columns.length)}|`,
    ...rows,
    '',
    howMeasured(rounds, seconds),
    '',
  ].join('\n'),
);
