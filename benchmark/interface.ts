/**
 * What the interface costs: the program on a real pseudo-terminal at two sizes, and without one, in turn. Linux only.
 *
 *     npm run bench:interface -- [--rounds 10] [--seconds 5] [--warm-up 5]
 *
 * Prints Markdown: processor time at the default beat in zero-copy mode, running and paused, the time of a frame, memory
 * beyond the rings, and the throughput of free runs.
 */
import os from 'node:os';
import {parseArgs} from 'node:util';
import {spreadOf} from '../source/bench/statistics.ts';
import {type View, watch} from './interface/watched.ts';
import {pass} from './peers/peer.ts';

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

interface Figures {
  processCores: number;
  mainThreadCores: number;
  pausedCores: number;
  framesPerSecond: number;
  residentMebibytes: number;
  freeMessagesPerSecond: number;
}

async function measure(view: View): Promise<Figures> {
  const atDefault = await measureAtDefault(view);
  return {...atDefault, freeMessagesPerSecond: await measureFree(view)};
}

async function measureAtDefault(view: View): Promise<Omit<Figures, 'freeMessagesPerSecond'>> {
  const program = watch(['--mode', 'zero-copy', '--beats', '0'], view);
  await pass(warmUpMs);
  const start = program.usage();
  await pass(seconds * 1_000);
  const end = program.usage();
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
  const program = watch(['--mode', 'zero-copy', '--rate', '0'], view);
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

const all: Record<string, Figures[]> = {};
for (let round = 0; round < rounds; round++) {
  for (const [name, view] of Object.entries(views)) {
    all[name] = [...(all[name] ?? []), await measure(view)];
  }
}

const medianOf = (name: string, read: (figures: Figures, round: number) => number) =>
  spreadOf((all[name] ?? []).map(read)).median;
const plainOf = (round: number) => all.plain?.[round] as Figures;
const number = (value: number, digits: number) =>
  Number.isFinite(value) ? value.toFixed(digits) : '';
const rows = Object.keys(views).map((name) =>
  [
    name,
    number(
      medianOf(name, (own) => own.processCores),
      3,
    ),
    number(
      medianOf(name, (own) => own.mainThreadCores),
      3,
    ),
    number(
      medianOf(name, (own) => own.pausedCores),
      3,
    ),
    number(
      medianOf(name, (own) => own.framesPerSecond),
      1,
    ),
    number(
      medianOf(
        name,
        (own, round) =>
          ((own.mainThreadCores - plainOf(round).mainThreadCores) * 1_000) / own.framesPerSecond,
      ),
      2,
    ),
    number(
      medianOf(name, (own) => own.residentMebibytes),
      0,
    ),
    number(
      medianOf(name, (own) => own.freeMessagesPerSecond / 1e6),
      0,
    ),
    number(
      medianOf(
        name,
        (own, round) => own.freeMessagesPerSecond / plainOf(round).freeMessagesPerSecond,
      ),
      3,
    ),
  ].join(' | '),
);
process.stdout.write(
  [
    '| | process, cores | main thread, cores | paused, cores | frames/s | CPU ms a frame | MiB beyond the rings | free-running, M messages/s | against plain |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    `${os.cpus()[0]?.model.trim()}, ${os.availableParallelism()} cores, Node ${process.version}, medians of ${rounds} interleaved rounds of ${seconds} s.`,
    '',
  ].join('\n'),
);
