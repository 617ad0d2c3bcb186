import {expect, test} from 'vitest';
import {benchLine} from '../../source/commands/bench.ts';
import {parseArguments} from '../../source/commands/flags.ts';
import {UsageError} from '../../source/commands/parsers.ts';
import {benchRows, computeCeiling} from '../../source/measure/bench.ts';
import {computeSpread} from '../../source/measure/statistics.ts';
import {runProgram} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';

const exactly = (perSecond: number) => ({median: perSecond, min: perSecond, max: perSecond});

test('the median is the middle value, or lies half-way between the two in the middle', () => {
  expect(computeSpread([5, 1, 3])).toEqual({median: 3, min: 1, max: 5});
  expect(computeSpread([4, 1, 2, 9])).toEqual({median: 3, min: 1, max: 9});
  expect(computeSpread([7])).toEqual(exactly(7));
});

test('with cores enough the slowest kernel is the ceiling, with few the work of all', () => {
  const rates = {generate: exactly(6e9), tally: exactly(6e9)};
  expect(computeCeiling(rates, 3e9, 8)).toBe(3e9);
  expect(computeCeiling(rates, 3e9, 1)).toBeCloseTo(1.5e9, -3);
});

test('four shapes are measured free and at a beat, one thread and a lane per core free', () => {
  expect(benchRows).toHaveLength(10);
  expect(benchRows.filter(({beatPeriodMs}) => beatPeriodMs === 0)).toHaveLength(6);
  expect(benchRows.slice(6).map(({beatPeriodMs}) => beatPeriodMs)).toEqual([1, 6.4, 2, 2]);
});

test('its flags are read and refused like those of the program', () => {
  const parse = (...argv: string[]) => parseArguments(benchLine, argv);
  expect(parse('--rounds', '3', '--duration', '0.5', '--json')).toMatchObject({
    values: {rounds: 3, duration: 0.5, json: true, markdown: false, kernels: 'auto'},
  });
  expect(() => parse('--rounds', '0')).toThrow(UsageError);
  expect(() => parse('--duration', 'long')).toThrow(/--duration .*"long"/);
  expect(() => parse('--rate', '0')).toThrow(/--rate is not an option/);
});

longTest('a short run of all of it gives a rate for each row and each kernel', async () => {
  const args = ['bench', '--rounds', '1', '--duration', '0.1', '--json'];
  const {code, stdout, stderr} = await runProgram(args);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const report = JSON.parse(stdout);
  expect(report.rows).toHaveLength(10);
  expect(report.roundTripsNs).toHaveLength(report.machine.cores > 1 ? 1 : 0);
  for (const row of report.rows) expect(row.perSecond.median).toBeGreaterThan(0);
  const {generate, classify, tally} = report.kernels;
  for (const rate of [generate, classify, tally]) expect(rate.median).toBeGreaterThan(0);
  expect(report.ceilings.zeroCopy).toBeLessThanOrEqual(classify.median);
});

longTest('the kernels alone are measured over rings for each level of the caches', async () => {
  const args = ['bench', '--kernels-only', '--rounds', '1', '--markdown'];
  const {code, stdout, stderr} = await runProgram(args);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const [head, , ...rows] = stdout.split('\n').filter((line) => line.startsWith('|'));
  expect(head?.match(/rings of/g)).toHaveLength(4);
  expect(rows.map((row) => row.split(' | ')[0])).toEqual([
    '| generate',
    '| classify',
    '| copy, classify, copy',
    '| tally',
    '| copy',
  ]);
  for (const row of rows) expect(row).toMatch(/( \| [\d.]+ \([\d.]+ to [\d.]+\)){4} \|$/);
});
