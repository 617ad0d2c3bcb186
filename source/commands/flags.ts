/**
 * The command line of a command as a table of flags. meow's flags, the typed values and the lines
 * of the help follow from the table. meow splits the arguments and formats the help.
 */
import meow from 'meow';
import {programName} from '../format/program.ts';
import {choice, type Parser, parseValue, quote, UsageError} from './parsers.ts';
import {exitFailed, printError} from './process.ts';

/** One flag with a value of type `T`. A flag without a parser is a switch. */
export interface Flag<T = unknown> {
  /** The explanation, of one line or several. */
  readonly help: string;
  readonly short?: string;
  /** The value in the help, such as `<ms>`. */
  readonly value?: string;
  readonly parser?: Parser<unknown>;
  /** The value if the flag is absent. */
  readonly default: T;
  /** The flag may be given several times. Its value is the list of all values. */
  readonly isRepeatable?: true;
}

/** Flags by name in camel case. A name that begins with `no` is that of a switch. */
export type Flags = Readonly<Record<string, Flag>>;

/** The values of flags. */
export type FlagValues<F extends Flags> = {readonly [Name in keyof F]: F[Name]['default']};

/** The command line that a command accepts. */
export interface CommandLine<F extends Flags> {
  readonly help: string;
  readonly flags: F;
  /** The number of accepted arguments that are not flags. @default 0 */
  readonly wordsMax?: number;
}

/** The arguments of a command, or the text that `--help` or `--version` requests. */
export type ParsedArguments<F extends Flags> =
  | {readonly printed: string}
  | {readonly values: FlagValues<F>; readonly words: readonly string[]};

/** Creates a flag with a value, which is `undefined` if the flag is absent. */
export function valueFlag<T>(value: string, help: string, parser: Parser<T>): Flag<T | undefined>;
/** Creates a flag with a value, which is `initial` if the flag is absent. */
export function valueFlag<T>(value: string, help: string, parser: Parser<T>, initial: T): Flag<T>;
/** Creates a flag with a value. */
export function valueFlag<T>(value: string, help: string, parser: Parser<T>, initial?: T) {
  return {value, help, parser, default: initial};
}

/** Creates a flag whose value is one of several words. The first one is the default. */
export function choiceFlag<W extends string>(
  value: string,
  words: readonly [W, ...W[]],
  note: string = words[0],
): Flag<W> {
  return valueFlag(value, `${words.join(' | ')} (${note})`, choice(words), words[0]);
}

/** Creates a switch. */
export function switchFlag(help: string): Flag<boolean> {
  return {help, default: false};
}

/**
 * Creates a command, which prints its help or runs. The command resolves with an exit code.
 * @param run resolves with an exit code
 */
export function createCommand<F extends Flags>(
  line: CommandLine<F>,
  run: (values: FlagValues<F>, words: readonly string[]) => Promise<number>,
): (argv: readonly string[]) => Promise<number> {
  return async (argv) => {
    const parsed = parseArguments(line, argv);
    if ('printed' in parsed) {
      process.stdout.write(`${parsed.printed}\n`);
      return 0;
    }
    if (typeof WebAssembly !== 'undefined') return await run(parsed.values, parsed.words);
    printError('this Node.js runs without WebAssembly; start it without --jitless');
    return exitFailed;
  };
}

/**
 * Parses a command line.
 * @param argv the arguments after the names of the program and the command
 * @throws {UsageError} on any argument that is not accepted
 */
export function parseArguments<F extends Flags>(
  {help, flags, wordsMax = 0}: CommandLine<F>,
  argv: readonly string[],
): ParsedArguments<F> {
  const known: Flags = {
    ...flags,
    help: {...switchFlag(''), short: 'h'},
    version: {...switchFlag(''), short: 'V'},
  };
  const cli = splitArguments(help, known, argv);
  const given: Readonly<Record<string, unknown>> = cli.flags;
  rejectAssignments(known, argv);
  rejectUnknownFlags(known, given);
  const word = cli.input[wordsMax];
  if (word !== undefined) {
    const fault = wordsMax === 0 ? 'no command, and no option' : 'one argument too many';
    throw new UsageError(`${quote(word)} is ${fault}; ${seeHelp}`);
  }
  if (given.help) return {printed: cli.help.trim()};
  if (given.version) return {printed: String(cli.pkg.version)};
  const values = Object.entries(flags).map(([name, flag]) => [name, toValue(name, flag, given)]);
  return {values: Object.freeze(Object.fromEntries(values)), words: cli.input};
}

/**
 * Formats the lines of flags in a help.
 * @param columns the width of the names and their values
 * @param indent stands in place of the short flag
 */
export function formatFlags(flags: Flags, columns = 21, indent = '    '): string {
  const lines = Object.entries(flags).flatMap(([name, {short, value, help}]) => {
    const label = `${short ? `-${short}, ` : indent}${toDashed(name)}${value ? ` ${value}` : ''}`;
    return help.split('\n').map((line, index) => (index ? '' : label).padEnd(columns) + line);
  });
  return lines.map((line) => `    ${line}`).join('\n');
}

const seeHelp = `see ${programName} --help`;

function toValue(name: string, flag: Flag, given: Readonly<Record<string, unknown>>): unknown {
  const {parser} = flag;
  const value = given[toMeowName(name)];
  if (parser === undefined) return value !== isNegative(name);
  const parse = (text: string) => parseValue(toDashed(name), text, parser);
  if (Array.isArray(value)) return value.map(parse);
  return value === undefined ? flag.default : parse(value as string);
}

function splitArguments(help: string, flags: Flags, argv: readonly string[]) {
  const specs = Object.entries(flags).map(([name, {parser, short, isRepeatable}]) => [
    toMeowName(name),
    {
      type: parser ? 'string' : 'boolean',
      ...(isNegative(name) ? {default: true} : {}),
      ...(short ? {shortFlag: short} : {}),
      ...(isRepeatable ? {isMultiple: true} : {}),
    },
  ]);
  try {
    return meow(help, {
      importMeta: import.meta,
      argv: [...argv],
      autoHelp: false,
      autoVersion: false,
      description: false,
      flags: Object.fromEntries(specs),
    });
  } catch (error) {
    // meow itself rejects one thing only: a repeated flag.
    const message = error instanceof Error ? error.message : String(error);
    const [, flag] = /^The flag (--\S+) can only be set once/.exec(message) ?? [];
    throw new UsageError(flag ? `${flag} was given twice; it takes one value` : message);
  }
}

function rejectUnknownFlags(flags: Flags, given: Readonly<Record<string, unknown>>): void {
  const known = Object.keys(flags).map(toMeowName);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const dashed = unknown.length === 1 ? `-${unknown}` : toDashed(unknown);
  throw new UsageError(`${dashed} is not an option; ${seeHelp}`);
}

/** Rejects opposites of flags, and values of switches. A switch is on if it is present. */
function rejectAssignments(flags: Flags, argv: readonly string[]): void {
  const hasName = (argument: string, dashed: string) => argument.split('=', 1)[0] === dashed;
  for (const [name, {parser}] of Object.entries(flags)) {
    const dashed = toDashed(name);
    const opposite = isNegative(name) ? dashed.replace('no-', '') : dashed.replace('--', '--no-');
    if (argv.some((argument) => hasName(argument, opposite))) {
      throw new UsageError(`${opposite} is not an option; ${seeHelp}`);
    }
    const assigned = argv.find((argument) => argument.startsWith(`${dashed}=`));
    if (parser === undefined && assigned !== undefined) {
      throw new UsageError(`${quote(assigned)} has a value; ${dashed} takes none`);
    }
  }
}

function isNegative(name: string): boolean {
  return /^no[A-Z]/.test(name);
}

/** Returns the name for meow, which sets `telemetry` to false for `--no-telemetry`. */
function toMeowName(name: string): string {
  return isNegative(name) ? name.charAt(2).toLowerCase() + name.slice(3) : name;
}

function toDashed(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
