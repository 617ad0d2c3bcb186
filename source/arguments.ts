/**
 * Parses a command line. Every command uses these functions.
 *
 * meow splits the arguments. Every value is read as text and validated here. Therefore an error for
 * a word in place of a number, a negative number or an unknown flag is one sentence of this
 * program. It names the flag, the given value and the accepted values.
 */
import meow from 'meow';

/** The name of the command. Messages on stderr begin with it. */
export const programName = 'fizzbuzz-tui';

/**
 * Invalid input. The message is one sentence: the flag, the given value and the accepted values.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The flags of a command, in camel case. `text` flags take a value and `switch` flags do not.
 * `denial` flags are written with `--no-` before their name.
 */
export type FlagSpecs = Readonly<
  Record<string, {readonly kind: 'text' | 'switch' | 'denial'; readonly shortFlag?: string}>
>;

/** The parsed content of a command line. */
export interface Given {
  /** Returns the value of a text flag: `''` if it has no value, `undefined` if it is absent. */
  text(flag: string): string | undefined;
  /** Returns true if the switch or the denial is present. */
  isOn(flag: string): boolean;
  /** The arguments that are not flags. */
  readonly words: readonly string[];
  /** The text to print instead of a run, if `--help` or `--version` is present. */
  readonly printed: string | undefined;
}

/**
 * Parses a command line and rejects every flag that `flags` does not contain.
 * @param argv the arguments after the names of the program and the command
 * @param wordsMax the number of accepted arguments that are not flags
 * @throws {UsageError} on unknown flags, repeated flags, and more than `wordsMax` words
 */
export function parseArguments(
  help: string,
  flags: FlagSpecs,
  argv: readonly string[],
  wordsMax = 0,
): Given {
  const known: FlagSpecs = {...flags, help: {kind: 'switch'}, version: {kind: 'switch'}};
  const cli = split(help, known, argv);
  const values: Readonly<Record<string, unknown>> = cli.flags;
  refuseAssigned(known, argv);
  refuseUnknown(known, values);
  const word = cli.input[wordsMax];
  if (word !== undefined) {
    throw new UsageError(
      `${quote(word)} is ${wordsMax === 0 ? 'no command, and no option' : 'one argument too many'}; ${seeHelp}`,
    );
  }
  return {
    text: (flag) => values[flag] as string | undefined,
    isOn: (flag) => values[flag] === (known[flag]?.kind !== 'denial'),
    words: cli.input,
    printed: values.help ? cli.help : values.version ? String(cli.pkg.version) : undefined,
  };
}

/** Parses a decimal number without a sign or an exponent. Returns NaN for any other text. */
export function decimal(text: string): number {
  return /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

/** Parses a whole number without a sign. Returns NaN for any other text. */
export function integer(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * Parses seconds above 0, up to `maxSeconds`.
 * @param given the text of the flag; `undefined`, if it is absent, selects `otherwise`
 * @throws {UsageError} on any other value
 */
export function readSeconds(
  name: string,
  given: string | undefined,
  maxSeconds: number,
  otherwise: number,
): number {
  if (given === undefined) return otherwise;
  const value = decimal(given);
  if (value > 0 && value <= maxSeconds) return value;
  throw refusal(name, given, `seconds above 0, up to ${maxSeconds}`);
}

/** Creates the error for a value that is not accepted. */
export function refusal(name: string, given: string | undefined, accepted: string): UsageError {
  const what = given ? `was given ${quote(given)}` : 'was given nothing';
  return new UsageError(`${name} ${what}; it takes ${accepted}`);
}

/**
 * Parses one of several words.
 * @throws {UsageError} if `given` is not one of `choices`
 */
export function readChoice<Choice extends string>(
  name: string,
  given: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === given);
  if (choice !== undefined) return choice;
  throw refusal(name, given, choices.join(' | '));
}

const seeHelp = `see ${programName} --help`;

function split(help: string, flags: FlagSpecs, argv: readonly string[]) {
  const specs = Object.entries(flags).map(([name, {kind, shortFlag}]) => [
    name,
    {
      type: kind === 'text' ? 'string' : 'boolean',
      ...(kind === 'denial' ? {default: true} : {}),
      ...(shortFlag ? {shortFlag} : {}),
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
    throw new UsageError(
      flag === undefined ? message : `${flag} was given twice; it takes one value`,
    );
  }
}

function refuseUnknown(flags: FlagSpecs, values: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(values)) {
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    const dashed = name.length === 1 ? `-${name}` : `--${toKebabCase(name)}`;
    if (flag === undefined) throw new UsageError(`${dashed} is not an option; ${seeHelp}`);
  }
}

/** Rejects values and opposites. Switches and denials are on if present; they have neither. */
function refuseAssigned(flags: FlagSpecs, argv: readonly string[]): void {
  for (const [name, {kind}] of Object.entries(flags)) {
    const dashed = `--${toKebabCase(name)}`;
    const denial = `--no-${toKebabCase(name)}`;
    const [right, wrong] = kind === 'denial' ? [denial, dashed] : [dashed, denial];
    const assigned = argv.find((argument) => argument.startsWith(`${right}=`));
    if (argv.some((argument) => argument === wrong || argument.startsWith(`${wrong}=`))) {
      throw new UsageError(`${wrong} is not an option; ${seeHelp}`);
    }
    if (kind !== 'text' && assigned !== undefined) {
      throw new UsageError(`${quote(assigned)} has a value; ${right} takes none`);
    }
  }
}

/** Quotes an argument without characters that break the line or move the cursor. */
function quote(given: string): string {
  return `"${given.replaceAll(/\p{Cc}/gu, ' ')}"`;
}

function toKebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
