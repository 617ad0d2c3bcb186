import {
  chooseShape,
  type FizzBuzzOptions,
  fizzBuzzLimits,
  KernelsUnavailableError,
  startFizzBuzz,
} from '../fizzbuzz/index.ts';
import {programName} from '../format/program.ts';
import {toBatch} from './batch.ts';
import {fizzBuzzRunFlags as flags, type RunValues} from './fizzbuzz-run-flags.ts';
import {createCommand, formatFlags} from './flags.ts';
import {rejectPartFlags} from './part-flags.ts';
import {type RunCommand, runEngine} from './run-engine.ts';
import {toRunOptions} from './run-flags.ts';

const {beatsDefault} = fizzBuzzLimits;

const help = `
  A terminal monitor over a real, extremely fast message pipeline.

  Usage
    $ ${programName} [options]
    $ ${programName} --role <r> --broker <url>   a part of it; the values go over NATS
    $ ${programName} run <module>     the same monitor over a pipeline of your own
    $ ${programName} attach [url]     watch a run that goes on elsewhere
    $ ${programName} replay <file>    play a recording
    $ ${programName} bench [options]  measure; see ${programName} bench --help
    $ ${programName} sweep [options]  measure capacity by batch, as a map

  Options
${formatFlags(flags)}
    -h, --help, -V, --version

  Environment
    FIZZBUZZ_LOG         the log level, when --log-level is not given
    NO_COLOR, FORCE_COLOR
    NATS_URL             the broker, when --broker is not given; NATS_CREDS, NATS_NKEY,
                         NATS_USER, NATS_PASSWORD, NATS_TOKEN, NATS_CA, NATS_CERT and
                         NATS_KEY are what NATS's own tools take them for

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
export function toFizzBuzzOptions(values: RunValues, env: NodeJS.ProcessEnv): FizzBuzzOptions {
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

/** The command `fizzbuzz-tui`: runs FizzBuzz until it stops, and reports the result. */
export const run = createCommand(runLine, async (values) => {
  if (values.role !== undefined) return await (await import('./part.ts')).runPart(values);
  rejectPartFlags(values);
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
