import {
  type FlagSpecs,
  type Given,
  integer,
  parseArguments,
  programName,
  readChoice,
  readSeconds,
  refusal,
} from '../arguments.ts';
import {kernelWidths, limits, modes} from '../engine/index.ts';
import {defaultGrid, type Grid, sizesOf} from './grid.ts';
import type {SweepOptions} from './sweep.ts';

/** The settings of `sweep`: the sweep's own, and the format of its result. */
export interface SweepCommand extends SweepOptions {
  readonly format: 'text' | 'json';
}

/** The result of parsing the command line: a sweep, or a text to print. */
export type SweepRequest =
  | {readonly kind: 'sweep'; readonly options: SweepCommand}
  | {readonly kind: 'print'; readonly text: string};

const durationDefaultSeconds = 0.5;
const durationMaxSeconds = 600;

const help = `
  Measures the pipeline running free, capacity by batch, and draws a map.

  Usage
    $ ${programName} sweep [options]

  Options
    --duration <s>      seconds of one measurement, half a second of warm-up
                        not counted (${durationDefaultSeconds}); there are ${sizesOf(defaultGrid).length}
    -m, --mode <mode>   double-buffer | zero-copy (double-buffer)
    --capacities <n,n>  powers of two (64 to 4194304)
    --batches <n,n>     where they fit a capacity twice (1 to 2097152)
    --kernels <k>       auto | 256 | 128 | scalar (auto)
    --json              the result as one JSON object
`;

const flags: FlagSpecs = {
  duration: {kind: 'text'},
  mode: {kind: 'text', shortFlag: 'm'},
  capacities: {kind: 'text'},
  batches: {kind: 'text'},
  kernels: {kind: 'text'},
  json: {kind: 'switch'},
};

/**
 * Converts the command line of the sweep into frozen options, or throws one clear sentence.
 * @param argv the arguments after `sweep`
 * @throws {UsageError} on any argument that is not accepted
 */
export function readSweepRequest(argv: readonly string[]): SweepRequest {
  const given = parseArguments(help, flags, argv);
  if (given.printed !== undefined) return {kind: 'print', text: given.printed};
  const options: SweepCommand = {
    grid: readGrid(given),
    durationSeconds: readSeconds(
      '--duration',
      given.text('duration'),
      durationMaxSeconds,
      durationDefaultSeconds,
    ),
    mode: readChoice('--mode', given.text('mode') ?? 'double-buffer', modes),
    kernels: readChoice('--kernels', given.text('kernels') ?? 'auto', ['auto', ...kernelWidths]),
    format: given.isOn('json') ? 'json' : 'text',
  };
  return {kind: 'sweep', options: Object.freeze(options)};
}

function readGrid(given: Given): Grid {
  const {capacityMinMessages: min, capacityMaxMessages: max} = limits;
  const isCapacity = (value: number) => limits.isPowerOfTwo(value) && value >= min && value <= max;
  const capacities = readList(
    given,
    'capacities',
    isCapacity,
    `powers of two from ${min} to ${max}`,
  );
  const isBatch = (value: number) => value >= 1 && value <= max / 2;
  const batches = readList(given, 'batches', isBatch, `whole numbers from 1 to ${max / 2}`);
  const grid = {
    capacities: capacities ?? defaultGrid.capacities,
    batches: batches ?? defaultGrid.batches,
  };
  if (sizesOf(grid).length > 0) return grid;
  const [flag, wanted] = batches
    ? ['--batches', 'at most half']
    : ['--capacities', 'at least twice'];
  const other = batches ? 'a capacity' : 'a batch';
  throw refusal(flag, given.text(flag.slice(2)), `one that is ${wanted} of ${other}`);
}

/** Parses numbers separated by commas and sorts them. Returns `undefined` if the flag is absent. */
function readList(
  given: Given,
  flag: 'capacities' | 'batches',
  isAccepted: (value: number) => boolean,
  accepted: string,
): readonly number[] | undefined {
  const text = given.text(flag);
  if (text === undefined) return undefined;
  const values = text.split(',').map((part) => integer(part.trim()));
  if (!values.every(isAccepted)) throw refusal(`--${flag}`, text, `${accepted}, with commas`);
  return [...new Set(values)].toSorted((one, other) => one - other);
}
