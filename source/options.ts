/**
 * Converts the command line and the environment into frozen options, or throws a `UsageError` of
 * one clear sentence.
 *
 * Every flag is read as text and validated here. Therefore a word in place of a number, a negative
 * number or an unknown flag is rejected in this program's own words before anything is started.
 */
import {
  decimal,
  type FlagSpecs,
  type Given,
  integer,
  parseArguments,
  programName,
  readChoice,
  readSeconds,
  refusal,
  UsageError,
} from './arguments.ts';
import {
  type EngineOptions,
  kernelWidths,
  type LogLevel,
  limits,
  logLevels,
  modes,
} from './engine/index.ts';
import {type Look, lookFlags, lookHelp, readLook} from './look.ts';

/** The options of a run of this program. */
export interface Options {
  readonly engine: EngineOptions;
  /** True if `--beats` was on the command line. A change of rate then does not remove the limit. */
  readonly hasExplicitBeats: boolean;
  readonly plain: boolean;
  readonly json: boolean;
  /** The port of the telemetry server. */
  readonly telemetry: number | 'default' | 'off';
  readonly look: Look;
  /** The file to which every Snapshot is written. */
  readonly recordPath: string | undefined;
}

/** The result of parsing the command line: a run, or a text to print. */
export type Request =
  | {readonly kind: 'run'; readonly options: Options}
  | {readonly kind: 'print'; readonly text: string};

const portMax = 65_535;

const help = `
  A terminal monitor over a real, extremely fast message pipeline.

  Usage
    $ ${programName} [options]
    $ ${programName} attach [url]     watch a run that goes on elsewhere
    $ ${programName} replay <file>    play a recording
    $ ${programName} bench [options]  measure; see ${programName} bench --help
    $ ${programName} sweep [options]  measure capacity by batch, as a map

  Options
    -r, --rate <ms>      heartbeat period in milliseconds, fractions allowed;
                         0 = free-running (${limits.beatPeriodDefaultMs})
    -b, --beats <n>      beats before shutdown; 0 = until you quit
                         (${limits.beatsDefault}; 0 with --rate 0 or --duration)
    -m, --mode <mode>    double-buffer | zero-copy (double-buffer)
        --capacity <n>   messages in each large channel, a power of two,
                         2 to 2^26 (${limits.capacityDefaultMessages})
        --batch <n>      messages a beat releases, 1 to capacity/2 (capacity/2)
        --duration <s>   stop after this many seconds of running; a pause does
                         not count
        --kernels <k>    auto | 256 | 128 | scalar (auto)
        --chaos <s>      crash a random thread at random times of this mean;
                         nothing is lost
        --record <file>  write every Snapshot to a new file, for replay
        --port <n>       port of the telemetry on 127.0.0.1, 0 for any
                         (9900, or the next that is free)
        --no-telemetry   no telemetry server
    ${lookHelp}
        --plain          no interface: log lines and the summary (the default
                         when stdin or stdout is no terminal)
        --json           the summary as one JSON object on stdout, nothing else
        --log-level <l>  error | warn | info | debug | trace (info)
        --help, --version

  Environment
    FIZZBUZZ_LOG         the log level, when --log-level is not given
    NO_COLOR, FORCE_COLOR

  Keys
    z zero-copy on/off   + - more/fewer beats   [ ] capacity   , . batch
    l lab   p pause   space freeze   x crash a thread   ? help
    q quit, with the summary

  Exit codes
    0 stopped cleanly    1 unclean, unverified or failed    2 usage
    130, 143, 129        after SIGINT, SIGTERM, SIGHUP
`;

const flags: FlagSpecs = {
  rate: {kind: 'text', shortFlag: 'r'},
  beats: {kind: 'text', shortFlag: 'b'},
  mode: {kind: 'text', shortFlag: 'm'},
  capacity: {kind: 'text'},
  batch: {kind: 'text'},
  duration: {kind: 'text'},
  kernels: {kind: 'text'},
  chaos: {kind: 'text'},
  logLevel: {kind: 'text'},
  ...lookFlags,
  record: {kind: 'text'},
  port: {kind: 'text'},
  telemetry: {kind: 'denial'},
  plain: {kind: 'switch'},
  json: {kind: 'switch'},
};

/**
 * Parses the command line of a run.
 * @param argv the arguments after the program's name
 * @throws {UsageError} on any argument that is not accepted
 */
export function readRequest(argv: readonly string[], env: NodeJS.ProcessEnv): Request {
  const given = parseArguments(help, flags, argv);
  if (given.printed !== undefined) return {kind: 'print', text: given.printed};
  return {kind: 'run', options: readOptions(given, env)};
}

function readOptions(given: Given, env: NodeJS.ProcessEnv): Options {
  const beatPeriodMs = readRate(given.text('rate'));
  const durationSeconds = readSeconds(
    '--duration',
    given.text('duration'),
    limits.durationMaxSeconds,
    Number.POSITIVE_INFINITY,
  );
  const capacityMessages = readCapacity(given.text('capacity'));
  const hasExplicitBeats = given.text('beats') !== undefined;
  const isEndless = beatPeriodMs === 0 || Number.isFinite(durationSeconds);
  const beats = hasExplicitBeats
    ? readBeats(given.text('beats'))
    : isEndless
      ? 0
      : limits.beatsDefault;
  const engine: EngineOptions = {
    capacityMessages,
    batchMessages: readBatch(given.text('batch'), capacityMessages),
    beatPeriodMs,
    beats: beats === 0 ? Number.POSITIVE_INFINITY : beats,
    durationSeconds,
    mode: readChoice('--mode', given.text('mode') ?? 'double-buffer', modes),
    kernels: readChoice('--kernels', given.text('kernels') ?? 'auto', [
      'auto',
      ...kernelWidths,
    ] as const),
    logLevel: readLogLevel(given.text('logLevel'), env),
    chaosMeanSeconds: readChaos(given.text('chaos')),
  };
  return Object.freeze({
    engine: Object.freeze(engine),
    hasExplicitBeats,
    plain: given.isOn('plain'),
    json: given.isOn('json'),
    telemetry: readTelemetry(given),
    look: readLook(given, env),
    recordPath: readRecord(given.text('record')),
  });
}

function readTelemetry(given: Given): Options['telemetry'] {
  const port = given.text('port');
  if (given.isOn('telemetry')) {
    if (port === undefined) return 'off';
    throw new UsageError(`--port was given ${port}, and --no-telemetry too; it takes one of them`);
  }
  if (port === undefined) return 'default';
  const value = integer(port);
  if (value <= portMax) return value;
  throw refusal('--port', port, `a port from 1 to ${portMax}, or 0 for any that is free`);
}

function readRecord(given: string | undefined): string | undefined {
  if (given === '') throw refusal('--record', given, 'the name of a file to make');
  return given;
}

function readRate(given: string | undefined): number {
  if (given === undefined) return limits.beatPeriodDefaultMs;
  const {beatPeriodMinMs: min, beatPeriodMaxMs: max} = limits;
  const value = decimal(given);
  if (value === 0 || (value >= min && value <= max)) return value;
  throw refusal('--rate', given, `0 (free-running) or milliseconds from ${min} to ${max}`);
}

function readBeats(given: string | undefined): number {
  const value = integer(given ?? '');
  if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) return value;
  throw refusal(
    '--beats',
    given,
    `a whole number from 0 (until you quit) to ${Number.MAX_SAFE_INTEGER}`,
  );
}

function readChaos(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY;
  const {chaosMeanMinSeconds: min, chaosMeanMaxSeconds: max} = limits;
  const value = decimal(given);
  if (value >= min && value <= max) return value;
  throw refusal('--chaos', given, `mean seconds between crashes from ${min} to ${max}`);
}

function readCapacity(given: string | undefined): number {
  if (given === undefined) return limits.capacityDefaultMessages;
  const {capacityMinMessages: min, capacityMaxMessages: max} = limits;
  const value = integer(given);
  if (limits.isPowerOfTwo(value) && value >= min && value <= max) return value;
  throw refusal('--capacity', given, `a power of two from ${min} to ${max}`);
}

function readBatch(given: string | undefined, capacityMessages: number): number {
  const max = capacityMessages / 2;
  if (given === undefined) return max;
  const value = integer(given);
  if (value >= 1 && value <= max) return value;
  const range = max === 1 ? '1' : `1 to ${max}`;
  throw refusal('--batch', given, `${range}, at most half of the capacity of ${capacityMessages}`);
}

function readLogLevel(given: string | undefined, env: NodeJS.ProcessEnv): LogLevel {
  if (given !== undefined) return readChoice('--log-level', given, logLevels);
  const wanted = env.FIZZBUZZ_LOG;
  return wanted ? readChoice('FIZZBUZZ_LOG', wanted, logLevels) : 'info';
}
