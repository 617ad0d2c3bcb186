import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {errorMessage, limits, type RunOptions, startPipeline} from '../engine/index.ts';
import {programName} from '../format/program.ts';
import {createCommand, formatFlags, valueFlag} from './flags.ts';
import {assignment, integer, integerBetween, invalidValue} from './parsers.ts';
import {runEngine} from './run-engine.ts';
import {capacity, durationFlag, lanesFlag, sessionFlags, toRunOptions} from './run-flags.ts';

const flags = {
  set: {
    ...valueFlag(
      '<n>=<v>',
      'initial value of a setting, by its name; may be repeated',
      assignment('the name of a setting, = and its value'),
    ),
    default: [] as ReadonlyArray<readonly [string, number | string]>,
    isRepeatable: true,
  },
  threads: valueFlag(
    '<n>',
    'number of threads of a lane, one of those of the\npipeline',
    integer('a number of threads from 1', (value) => value >= 1),
  ),
  lanes: lanesFlag,
  capacity: valueFlag(
    '<n>',
    'messages in each channel without a capacity of its\nown, a power of two, 2 to 2^26',
    capacity,
  ),
  batch: valueFlag(
    '<n>',
    'messages of a batch, 1 to capacity/2',
    integerBetween(1, limits.capacityMaxMessages / 2),
  ),
  duration: durationFlag,
  ...sessionFlags,
} as const;

const help = `
  The same monitor over a pipeline of your own.

  Usage
    $ ${programName} run <module> [options]

  The module is a path or the name of a package. Its default export is a pipeline.

  Options
${formatFlags(flags)}
`;

/** The command `fizzbuzz-tui run`: runs the pipeline of a module, and reports the result. */
export const runModule = createCommand({help, flags, wordsMax: 1}, async (values, [specifier]) => {
  if (!specifier) throw invalidValue('run', specifier, 'the module of a pipeline');
  const url = resolveModule(specifier);
  const {capacity: capacityMessages, batch, set, threads} = values;
  const options: RunOptions = {
    ...(capacityMessages === undefined ? {} : {capacityMessages}),
    ...(batch === undefined ? {} : {batchMessages: batch}),
    settings: Object.fromEntries(set),
    ...(threads === undefined ? {} : {threads}),
    lanes: values.lanes,
    ...toRunOptions(values, process.env),
  };
  const start = () => startPipeline(url, options);
  // Its functions are of others, and can throw anything.
  const describeError = (error: unknown) =>
    `the pipeline failed at its start: ${errorMessage(error)}`;
  return await runEngine({start, capacityMessages, describeError, isForReaders: false}, values);
});

/** Resolves a module from the working directory: the path of a file, or the name of a package. */
function resolveModule(specifier: string): URL {
  const file = path.resolve(specifier);
  if (existsSync(file)) return pathToFileURL(file);
  try {
    return pathToFileURL(createRequire(path.resolve('index.js')).resolve(specifier));
  } catch {
    throw invalidValue('run', specifier, 'the path of a module, or the name of a package');
  }
}
