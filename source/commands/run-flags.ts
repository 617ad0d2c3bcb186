/** The flags of every command that runs a pipeline. */
import {limits, logLevels, type RunOptions} from '../engine/index.ts';
import {defaultPort, host} from '../server/address.ts';
import {displayFlags} from './display-flags.ts';
import {type FlagValues, switchFlag, valueFlag} from './flags.ts';
import {choice, decimal, integer, nonEmpty, parseValue, seconds} from './parsers.ts';

const {capacityMinMessages, capacityMaxMessages} = limits;
const {chaosMeanMinSeconds, chaosMeanMaxSeconds} = limits;
const portMax = 65_535;

/** Parses a capacity in messages. */
export const capacity = integer(
  `a power of two from ${capacityMinMessages} to ${capacityMaxMessages}`,
  (value) =>
    limits.isPowerOfTwo(value) && value >= capacityMinMessages && value <= capacityMaxMessages,
);

/** The flag of the longest duration of a run. */
export const durationFlag = valueFlag(
  '<s>',
  'stop after this many seconds of running; a pause does\nnot count',
  seconds(limits.durationMaxSeconds),
  Number.POSITIVE_INFINITY,
);

const laneCount = integer('', (value) => value >= 1 && value <= limits.lanesMax);

/** The flag of the number of lanes. */
export const lanesFlag = valueFlag<number | 'auto'>(
  '<n>',
  `pipelines side by side, 1 to ${limits.lanesMax}; auto: one per core (1)`,
  {
    accepted: `auto, or a number of lanes from 1 to ${limits.lanesMax}`,
    parse: (text) => (text === 'auto' ? text : laneCount.parse(text)),
  },
  1,
);

/** The flags of a run's chaos, observers and output. */
export const sessionFlags = {
  chaos: valueFlag(
    '<s>',
    'crash a random thread at random times of this mean;\nnothing is lost',
    decimal(
      `mean seconds between crashes from ${chaosMeanMinSeconds} to ${chaosMeanMaxSeconds}`,
      (value) => value >= chaosMeanMinSeconds && value <= chaosMeanMaxSeconds,
    ),
    Number.POSITIVE_INFINITY,
  ),
  record: valueFlag(
    '<file>',
    'write every Snapshot to a new file, for replay',
    nonEmpty('the name of a file to make'),
  ),
  port: valueFlag(
    '<n>',
    `port of the telemetry on ${host}, 0 for any\n(${defaultPort}, or the next that is free)`,
    integer(`a port from 1 to ${portMax}, or 0 for any that is free`, (value) => value <= portMax),
  ),
  noTelemetry: switchFlag('no telemetry server'),
  ...displayFlags,
  plain: switchFlag(
    'no interface: log lines and the summary (the default\nwhen stdin or stdout is no terminal)',
  ),
  json: switchFlag('the summary as one JSON object on stdout, nothing else'),
  logLevel: valueFlag('<l>', `${logLevels.join(' | ')} (info)`, choice(logLevels)),
};

/** The values of the flags for what accompanies a run. */
export type Session = FlagValues<typeof sessionFlags>;

/**
 * Returns the options of a run that do not depend on the pipeline.
 * @throws {UsageError} if `FIZZBUZZ_LOG` is not a log level
 */
export function toRunOptions(
  {duration, chaos, logLevel}: Session & {readonly duration: number},
  {FIZZBUZZ_LOG: fallback = ''}: NodeJS.ProcessEnv,
) {
  const level =
    logLevel ?? (fallback ? parseValue('FIZZBUZZ_LOG', fallback, choice(logLevels)) : 'info');
  return {
    durationSeconds: duration,
    logLevel: level,
    chaosMeanSeconds: chaos,
  } satisfies RunOptions;
}
