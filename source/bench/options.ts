import {
  type FlagSpecs,
  integer,
  parseArguments,
  programName,
  readChoice,
  readSeconds,
  refusal,
} from '../arguments.ts';
import {kernelWidths} from '../engine/index.ts';
import type {BenchOptions} from './bench.ts';

/** The settings of `bench`: the benchmark's own, and the format of its result. */
export interface BenchCommand extends BenchOptions {
  readonly format: 'text' | 'markdown' | 'json';
}

/** The result of parsing the command line: a benchmark, or a text to print. */
export type BenchRequest =
  | {readonly kind: 'bench'; readonly options: BenchCommand}
  | {readonly kind: 'print'; readonly text: string};

const durationDefaultSeconds = 2;
const durationMaxSeconds = 600;
const roundsDefault = 5;
const roundsMax = 1_000;

const help = `
  Measures the pipeline in four shapes, running free and at their own beat.

  Usage
    $ ${programName} bench [options]

  Options
    --duration <s>   seconds of one measurement (${durationDefaultSeconds})
    --rounds <n>     rounds of all measurements, of which medians are taken (${roundsDefault})
    --kernels <k>    auto | 256 | 128 | scalar (auto)
    --json           the result as one JSON object
    --markdown       the result as Markdown
`;

const flags: FlagSpecs = {
  duration: {kind: 'text'},
  rounds: {kind: 'text'},
  kernels: {kind: 'text'},
  json: {kind: 'switch'},
  markdown: {kind: 'switch'},
};

/**
 * Converts the command line of the benchmark into frozen options, or throws one clear sentence.
 * @param argv the arguments after `bench`
 * @throws {UsageError} on any argument that is not accepted
 */
export function readBenchRequest(argv: readonly string[]): BenchRequest {
  const given = parseArguments(help, flags, argv);
  if (given.printed !== undefined) return {kind: 'print', text: given.printed};
  const format = given.isOn('json') ? 'json' : given.isOn('markdown') ? 'markdown' : 'text';
  const options: BenchCommand = {
    durationSeconds: readSeconds(
      '--duration',
      given.text('duration'),
      durationMaxSeconds,
      durationDefaultSeconds,
    ),
    rounds: readRounds(given.text('rounds')),
    kernels: readChoice('--kernels', given.text('kernels') ?? 'auto', ['auto', ...kernelWidths]),
    format,
  };
  return {kind: 'bench', options: Object.freeze(options)};
}

function readRounds(given: string | undefined): number {
  if (given === undefined) return roundsDefault;
  const value = integer(given);
  if (value >= 1 && value <= roundsMax) return value;
  throw refusal('--rounds', given, `a whole number from 1 to ${roundsMax}`);
}
