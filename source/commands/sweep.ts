import {limits} from '../engine/index.ts';
import type {ThreadChoice} from '../fizzbuzz/index.ts';
import {programName} from '../format/program.ts';
import {defaultGrid, type Grid, listSizes} from '../measure/grid.ts';
import {runSweep} from '../measure/sweep.ts';
import {kernelsFlag, modeFlag} from './fizzbuzz-flags.ts';
import {createCommand, type FlagValues, formatFlags, switchFlag, valueFlag} from './flags.ts';
import {integerBetween, invalidValue, list, seconds} from './parsers.ts';
import {capacity} from './run-flags.ts';
import {runMeasurement} from './run-measurement.ts';

const durationMaxSeconds = 600;
const {capacityMinMessages, capacityMaxMessages} = limits;
const batchMax = capacityMaxMessages / 2;

const flags = {
  duration: valueFlag(
    '<s>',
    `seconds of one measurement, half a second of warm-up
not counted (0.5); there are ${listSizes(defaultGrid).length}`,
    seconds(durationMaxSeconds),
    0.5,
  ),
  mode: modeFlag,
  capacities: valueFlag(
    '<n,n>',
    'powers of two (64 to 4194304)',
    list(capacity, `powers of two from ${capacityMinMessages} to ${capacityMaxMessages}`),
  ),
  batches: valueFlag(
    '<n,n>',
    'where they fit a capacity twice (1 to 2097152)',
    list(integerBetween(1, batchMax), `whole numbers from 1 to ${batchMax}`),
  ),
  threads: valueFlag(
    '<n,n>',
    'numbers of threads of a lane, 1 to 4, a map for each\n(auto)',
    list(integerBetween(1, 4), 'whole numbers from 1 to 4'),
  ),
  lanes: valueFlag(
    '<n,n>',
    'numbers of lanes, 1 to 64, maps for each (1)',
    list(integerBetween(1, limits.lanesMax), 'whole numbers from 1 to 64'),
  ),
  kernels: kernelsFlag,
  json: switchFlag('the result as one JSON object'),
};

const help = `
  Measures the pipeline running free, capacity by batch, and draws a map.

  Usage
    $ ${programName} sweep [options]

  Options
${formatFlags(flags, 20, '')}
`;

/** The command line of `sweep`. */
export const sweepLine = {help, flags};

/**
 * Returns the grid of the flags.
 * @throws {UsageError} if no batch fits a capacity
 */
export function toGrid({capacities, batches}: FlagValues<typeof flags>): Grid {
  const grid = {
    capacities: capacities ?? defaultGrid.capacities,
    batches: batches ?? defaultGrid.batches,
  };
  if (listSizes(grid).length > 0) return grid;
  throw batches
    ? invalidValue('--batches', batches.join(), 'one that is at most half of a capacity')
    : invalidValue('--capacities', capacities?.join(), 'one that is at least twice of a batch');
}

/** The command `fizzbuzz-tui sweep`: measures each capacity with each batch and prints a map. */
export const sweep = createCommand(sweepLine, async (values) => {
  const {duration, mode, kernels, json} = values;
  const threads: readonly ThreadChoice[] = values.threads ?? ['auto'];
  const {lanes = [1]} = values;
  const options = {grid: toGrid(values), threads, lanes, mode, durationSeconds: duration, kernels};
  return await runMeasurement(
    (onProgress, stop) => runSweep(options, onProgress, stop),
    async (report, symbols) => {
      const {sweepToJson, sweepToText} = await import('../measure/sweep-report.tsx');
      return json ? sweepToJson(report) : sweepToText(report, symbols);
    },
  );
});
