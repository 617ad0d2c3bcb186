import {stripVTControlCharacters} from 'node:util';
import {describe, expect, it} from 'vitest';
import {parseArguments} from '../../source/commands/flags.ts';
import {UsageError} from '../../source/commands/parsers.ts';
import {sweepLine, toGrid} from '../../source/commands/sweep.ts';
import {asciiSymbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {defaultGrid, listSizes} from '../../source/measure/grid.ts';
import type {Cell, SweepReport} from '../../source/measure/sweep.ts';
import {sweepToText} from '../../source/measure/sweep-report.tsx';
import {runProgram} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

describe('the grid', () => {
  it('has every batch that fits a capacity twice, and no other', () => {
    const sizes = listSizes({capacities: [64, 1_024], batches: [1, 32, 33, 512, 513]});
    expect(
      sizes.map(({capacityMessages, batchMessages}) => [capacityMessages, batchMessages]),
    ).toEqual([
      [64, 1],
      [64, 32],
      [1_024, 1],
      [1_024, 32],
      [1_024, 33],
      [1_024, 512],
    ]);
  });

  it('goes from a batch of one to more than a cache holds', () => {
    const sizes = listSizes(defaultGrid);
    expect(sizes[0]).toEqual({capacityMessages: 64, batchMessages: 1});
    expect(sizes.at(-1)).toEqual({capacityMessages: 4_194_304, batchMessages: 2_097_152});
  });
});

describe('the flags', () => {
  const accept = (...argv: string[]) => {
    const parsed = parseArguments(sweepLine, argv);
    if (!('values' in parsed)) throw new Error('expected a request to sweep');
    return {...parsed.values, grid: toGrid(parsed.values)};
  };
  const refuse = (...argv: string[]) => {
    try {
      accept(...argv);
    } catch (error) {
      if (error instanceof UsageError) return error.message;
      throw error;
    }
    throw new Error('it was accepted');
  };

  it('have defaults', () => {
    expect(accept()).toMatchObject({
      grid: defaultGrid,
      mode: 'double-buffer',
      duration: 0.5,
      json: false,
    });
  });

  it('take lists, in any order', () => {
    const argv = [
      '--capacities',
      '1024,64',
      '--batches',
      '8, 1,8',
      '--mode',
      'zero-copy',
      '--json',
    ];
    expect(accept(...argv)).toMatchObject({
      grid: {capacities: [64, 1_024], batches: [1, 8]},
      mode: 'zero-copy',
      json: true,
    });
  });

  it('that are not accepted are told in a sentence', () => {
    expect(refuse('--capacities', '63')).toBe(
      '--capacities was given "63"; it takes powers of two from 2 to 67108864, with commas',
    );
    expect(refuse('--batches', '1,x')).toMatch(
      /^--batches was given "1,x"; it takes whole numbers/,
    );
    expect(refuse('--capacities', '64', '--batches', '64')).toBe(
      '--batches was given "64"; it takes one that is at most half of a capacity',
    );
    expect(refuse('--batches', '64', '--capacities', '8')).toMatch(/^--batches was given "64"/);
    expect(refuse('--capacities', '1')).toMatch(/^--capacities was given "1"/);
    expect(refuse('--duration', '0')).toMatch(/--duration/);
    expect(refuse('--rate', '1')).toMatch(/--rate is not an option/);
  });
});

describe('the map', () => {
  const rates = [1e6, 3e9, 8e6, 1e8, 2e9];
  const sizes = listSizes({capacities: [64, 1_048_576], batches: [1, 32, 4_096]});
  const cells: Cell[] = sizes.map((size, place) => ({
    ...size,
    threads: 'auto',
    lanes: 1,
    measured: {
      threads: 2,
      lanes: 1,
      perSecond: rates[place] as number,
      cpuSecondsPerBillion: 1,
      latencyP50Ms: 1,
      latencyP99Ms: 2,
      residentBytes: 1e8,
    },
  }));
  const report: SweepReport = {
    machine: fixedSnapshot().machine,
    partial: null,
    grid: {capacities: [64, 1_048_576], batches: [1, 32, 4_096]},
    threads: ['auto'],
    lanes: [1],
    mode: 'zero-copy',
    durationSeconds: 1,
    roundTripsNs: [[60, 335]],
    cells,
    best: cells[1] as Cell,
  };
  const linesOf = (symbols = unicodeSymbols) =>
    stripVTControlCharacters(sweepToText(report, symbols)).split('\n');

  it('of a sweep that was stopped has what was measured, and says so', () => {
    const partial = {measured: 3, of: 5};
    const text = sweepToText({...report, partial, cells: cells.slice(0, 3)}, unicodeSymbols);
    expect(stripVTControlCharacters(text)).toContain(
      'PARTIAL: stopped after 3 of 5 measurements\nBest: ',
    );
  });

  it('has a column for each capacity and a row for each batch, darker the faster', () => {
    expect(linesOf().slice(1, 5)).toEqual([
      '            64    1 Mi',
      '     1  1.00 M ░8.00 M',
      '    32 █3.00 G◀▒ 100 M',
      '  4 Ki         █2.00 G',
    ]);
  });

  it('says which is the best', () => {
    expect(linesOf().slice(6, 8)).toEqual([
      'Best: capacity 64, batch 32, 2 threads: 3.00 G/s (◀)',
      'fizzbuzz-tui --rate 0 --mode zero-copy --capacity 64 --batch 32 --threads 2',
    ]);
    expect(linesOf()[9]).toMatch(/^round trip .* 198 ns \(60 to 335\): .* apart in 1 of 1 rounds/);
  });

  it('is drawn for each choice of threads', () => {
    const threads = [1, 2];
    const both = threads.flatMap((count) => cells.map((cell) => ({...cell, threads: count})));
    const text = sweepToText({...report, threads, cells: both}, asciiSymbols);
    expect(text.match(/batch; threads: \d/g)).toEqual(['batch; threads: 1', 'batch; threads: 2']);
  });

  it('is ASCII where it has to be', () => {
    expect(linesOf(asciiSymbols).join('')).toMatch(/^[ -~]+$/);
  });
});

longTest('a short sweep measures each size, and names the best of them', async () => {
  const lists = ['--capacities', '64,65536', '--batches', '1,32768'];
  const {code, stdout, stderr} = await runProgram([
    'sweep',
    ...lists,
    '--duration',
    '0.1',
    '--json',
  ]);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const report = JSON.parse(stdout);
  expect(
    report.cells.map((cell: {capacity: number; batch: number}) => [cell.capacity, cell.batch]),
  ).toEqual([
    [64, 1],
    [65_536, 1],
    [65_536, 32_768],
  ]);
  // Half a ring at a time is faster than one message at a time, on any machine.
  expect(report.best).toEqual(report.cells[2]);
});
