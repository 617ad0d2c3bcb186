import {limits} from '../engine/index.ts';
import {
  chooseShape,
  type FizzBuzzOptions,
  fizzBuzzLimits,
  KernelsUnavailableError,
  startFizzBuzz,
} from '../fizzbuzz/index.ts';
import {programName} from '../format/program.ts';
import {kernelsFlag, modeFlag} from './fizzbuzz-flags.ts';
import {choiceFlag, createCommand, type FlagValues, formatFlags, valueFlag} from './flags.ts';
import {anyText, decimal, integer, parseValue} from './parsers.ts';
import {type RunCommand, runEngine} from './run-engine.ts';
import {capacity, durationFlag, lanesFlag, sessionFlags, toRunOptions} from './run-flags.ts';

const {beatPeriodDefaultMs, beatPeriodMinMs, beatPeriodMaxMs, beatsDefault, laneCapacityMessages} =
  fizzBuzzLimits;

const flags = {
  rate: {
    short: 'r',
    ...valueFlag(
      '<ms>',
      `heartbeat period in milliseconds, fractions allowed;\n0 = free-running (${beatPeriodDefaultMs})`,
      decimal(
        `0 (free-running) or milliseconds from ${beatPeriodMinMs} to ${beatPeriodMaxMs}`,
        (value) => value === 0 || (value >= beatPeriodMinMs && value <= beatPeriodMaxMs),
      ),
      beatPeriodDefaultMs,
    ),
  },
  beats: {
    short: 'b',
    ...valueFlag(
      '<n>',
      `beats before shutdown; 0 = until you quit\n(${beatsDefault}; 0 with --rate 0 or --duration)`,
      integer(
        `a whole number from 0 (until you quit) to ${Number.MAX_SAFE_INTEGER}`,
        Number.isSafeInteger,
      ),
    ),
  },
  mode: modeFlag,
  capacity: valueFlag(
    '<n>',
    `messages in each large channel of a lane, a power of\ntwo, 2 to 2^26 (${limits.capacityDefaultMessages}; ${laneCapacityMessages} in several lanes)`,
    capacity,
  ),
  batch: valueFlag('<n>', 'messages a beat releases, 1 to capacity/2 (capacity/2)', anyText),
  threads: choiceFlag('<n>', ['auto', '1', '2', '3', '4']),
  lanes: lanesFlag,
  duration: durationFlag,
  kernels: kernelsFlag,
  ...sessionFlags,
};

const help = `
  A terminal monitor over a real, extremely fast message pipeline.

  Usage
    $ ${programName} [options]
    $ ${programName} run <module>     the same monitor over a pipeline of your own
    $ ${programName} attach [url]     watch a run that goes on elsewhere
    $ ${programName} replay <file>    play a recording
    $ ${programName} bench [options]  measure; see ${programName} bench --help
    $ ${programName} sweep [options]  measure capacity by batch, as a map

  Options
${formatFlags(flags)}
        --help, --version

  Environment
    FIZZBUZZ_LOG         the log level, when --log-level is not given
    NO_COLOR, FORCE_COLOR

  Keys
    z zero-copy on/off   + - more/fewer beats   [ ] capacity   , . batch
    t threads   n lanes   l lab   p pause   space freeze   x crash a thread
    ? help   q quit, with the summary

  Exit codes
    0 stopped cleanly    1 unclean, unverified or failed    2 usage
    130, 143, 129        after SIGINT, SIGTERM, SIGHUP
`;

/** The command line of a run of FizzBuzz. */
export const runLine = {help, flags};

/**
 * Converts the flags of a run of FizzBuzz.
 * @throws {UsageError} if the batch does not fit the capacity
 */
export function toFizzBuzzOptions(
  values: FlagValues<typeof flags>,
  env: NodeJS.ProcessEnv,
): FizzBuzzOptions {
  const {rate, beats, batch, duration, capacity: chosen, lanes} = values;
  const {capacityMessages} = chooseShape({
    ...(chosen === undefined ? {} : {capacityMessages: chosen}),
    lanes,
  });
  const isEndless = beats === 0 || rate === 0 || Number.isFinite(duration);
  return {
    capacityMessages,
    batchMessages: toBatch(batch, capacityMessages),
    beatPeriodMs: rate,
    beats: beats || (isEndless ? Number.POSITIVE_INFINITY : beatsDefault),
    mode: values.mode,
    kernels: values.kernels,
    threads: values.threads === 'auto' ? 'auto' : Number(values.threads),
    lanes,
    ...toRunOptions(values, env),
  };
}

function toBatch(flag: string | undefined, capacityMessages: number): number {
  const max = capacityMessages / 2;
  if (flag === undefined) return max;
  const accepted = `${max === 1 ? '1' : `1 to ${max}`}, at most half of the capacity of ${capacityMessages}`;
  return parseValue(
    '--batch',
    flag,
    integer(accepted, (value) => value >= 1 && value <= max),
  );
}

/** The command `fizzbuzz-tui`: runs FizzBuzz until it stops, and reports the result. */
export const run = createCommand(runLine, async (values) => {
  const options = toFizzBuzzOptions(values, process.env);
  const hasExplicitBeats = values.beats !== undefined;
  const command: RunCommand = {
    start: () => startFizzBuzz(options),
    isForReaders: !values.beats && !Number.isFinite(values.duration),
    capacityMessages: options.capacityMessages,
    beforeSet(engine, name) {
      // A faster heartbeat would use up the default number of beats sooner, so it is lifted.
      if (name !== 'beatPeriodMs' || hasExplicitBeats) return;
      engine.set('beatsTarget', Number.POSITIVE_INFINITY);
    },
    describeError(error) {
      if (!(error instanceof KernelsUnavailableError)) return undefined;
      return `${error.message}; try --kernels auto`;
    },
  };
  return await runEngine(command, values);
});
