/**
 * From the command line and the environment to frozen options, or to one clear sentence.
 *
 * Every flag is read as text and validated here, so that a word for a number, a negative or an unknown flag is told in our
 * own words before anything is started.
 */
import meow from 'meow';
import {
  type EngineOptions,
  kernelWidths,
  type LogLevel,
  limits,
  logLevels,
  modes,
} from './engine/index.ts';

export const programName = 'fizzbuzz-tui';

/** Bad input; the message is one sentence that names the flag, what was given and what is accepted. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the user asked for. */
export interface Options {
  readonly engine: EngineOptions;
  /** `--beats` was on the command line: then a change of rate does not lift it. */
  readonly isBeatsGiven: boolean;
  readonly plain: boolean;
  readonly json: boolean;
}

export type Request =
  | {readonly kind: 'run'; readonly options: Options}
  | {readonly kind: 'print'; readonly text: string};

const help = `
  A terminal monitor over a real, extremely fast message pipeline.

  Usage
    $ ${programName} [options]

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
        --plain          no interface: log lines and the summary (the default
                         when stdin or stdout is no terminal)
        --json           the summary as one JSON object on stdout, nothing else
        --log-level <l>  error | warn | info | debug | trace (info)
        --help, --version

  Environment
    FIZZBUZZ_LOG         the log level, when --log-level is not given
    NO_COLOR, FORCE_COLOR

  Keys
    z zero-copy on/off   + - more/fewer beats   p pause   space freeze
    ? help               q quit, with the summary

  Exit codes
    0 stopped cleanly    1 unclean, unverified or failed    2 usage
    130, 143, 129        after SIGINT, SIGTERM, SIGHUP
`;

const flags = {
  rate: {type: 'string', shortFlag: 'r'},
  beats: {type: 'string', shortFlag: 'b'},
  mode: {type: 'string', shortFlag: 'm'},
  capacity: {type: 'string'},
  batch: {type: 'string'},
  duration: {type: 'string'},
  kernels: {type: 'string'},
  logLevel: {type: 'string'},
  plain: {type: 'boolean'},
  json: {type: 'boolean'},
  help: {type: 'boolean'},
  version: {type: 'boolean'},
} as const;

/**
 * Reads the command line.
 * @param argv the arguments after the program's name
 * @throws {UsageError} on anything that is not accepted
 */
export function readRequest(argv: readonly string[], env: NodeJS.ProcessEnv): Request {
  const cli = parse(argv);
  refuseUnknown(cli.flags, cli.input, argv);
  if (cli.flags.help) return {kind: 'print', text: cli.help};
  if (cli.flags.version) return {kind: 'print', text: String(cli.pkg.version)};
  return {kind: 'run', options: readOptions(cli.flags, env)};
}

function parse(argv: readonly string[]) {
  try {
    return meow(help, {
      importMeta: import.meta,
      argv: [...argv],
      autoHelp: false,
      autoVersion: false,
      description: false,
      flags,
    });
  } catch (error) {
    // The one thing meow itself refuses is a flag given twice, in a sentence of the form we want.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Flags = ReturnType<typeof parse>['flags'];

function refuseUnknown(given: Flags, input: readonly string[], argv: readonly string[]): void {
  const seeHelp = `see ${programName} --help`;
  for (const [name, value] of Object.entries(given)) {
    const flag = Object.hasOwn(flags, name) ? flags[name as keyof typeof flags] : undefined;
    const dashed = `${name.length === 1 ? '-' : '--'}${toKebabCase(name)}`;
    if (flag === undefined) throw new UsageError(`${dashed} is not an option; ${seeHelp}`);
    if (flag.type === 'string' && typeof value !== 'string') {
      throw new UsageError(`--no-${toKebabCase(name)} is not an option; ${seeHelp}`);
    }
  }
  const assigned = argv.find((argument) => /^--(plain|json|help|version)=/.test(argument));
  if (assigned !== undefined) {
    throw new UsageError(
      `${assigned} has a value; --${assigned.slice(2).split('=')[0]} takes none`,
    );
  }
  if (input.length > 0) {
    throw new UsageError(
      `${quote(input[0] ?? '')} is not understood: no arguments but options are; ${seeHelp}`,
    );
  }
}

function readOptions(given: Flags, env: NodeJS.ProcessEnv): Options {
  const beatPeriodMs = readRate(given.rate);
  const durationSeconds = readDuration(given.duration);
  const capacityMessages = readCapacity(given.capacity);
  const isBeatsGiven = given.beats !== undefined;
  const isEndless = beatPeriodMs === 0 || Number.isFinite(durationSeconds);
  const beats = isBeatsGiven ? readBeats(given.beats) : isEndless ? 0 : limits.beatsDefault;
  const engine: EngineOptions = {
    capacityMessages,
    batchMessages: readBatch(given.batch, capacityMessages),
    beatPeriodMs,
    beats: beats === 0 ? Number.POSITIVE_INFINITY : beats,
    durationSeconds,
    mode: readChoice('--mode', given.mode ?? 'double-buffer', modes),
    kernels: readChoice('--kernels', given.kernels ?? 'auto', ['auto', ...kernelWidths] as const),
    logLevel: readLogLevel(given.logLevel, env),
  };
  return Object.freeze({
    engine: Object.freeze(engine),
    isBeatsGiven,
    plain: given.plain === true,
    json: given.json === true,
  });
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
  throw refusal('--beats', given, 'a whole number from 0 (until you quit)');
}

function readDuration(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY;
  const value = decimal(given);
  if (value > 0 && value <= limits.durationMaxSeconds) return value;
  throw refusal('--duration', given, `seconds above 0, up to ${limits.durationMaxSeconds}`);
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

function readChoice<Choice extends string>(
  name: string,
  given: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === given);
  if (choice !== undefined) return choice;
  throw refusal(name, given, choices.join(' | '));
}

function refusal(name: string, given: string | undefined, accepted: string): UsageError {
  const what = given ? `was given ${quote(given)}` : 'was given nothing';
  return new UsageError(`${name} ${what}; it takes ${accepted}`);
}

/** What the user typed, without anything that would break the line or move the cursor. */
function quote(given: string): string {
  return `"${given.replaceAll(/\p{Cc}/gu, ' ')}"`;
}

/** A decimal number without sign or exponent, or NaN. */
function decimal(text: string): number {
  return /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

/** A whole number, or NaN. */
function integer(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function toKebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
