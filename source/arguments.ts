/**
 * Reading a command line: what is common to every command.
 *
 * meow splits the words; every value is taken as text and validated in our own words, so that a word for a number, a negative
 * or an unknown flag is told in one sentence that names the flag, what was given and what is accepted.
 */
import meow from 'meow';

export const programName = 'fizzbuzz-tui';

/** Bad input; the message is one sentence that names the flag, what was given and what is accepted. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The flags of a command, in camel case; `text` flags take a value, `switch` flags do not, and `denial` flags are written
 * with `--no-` before their name.
 */
export type FlagSpecs = Readonly<
  Record<string, {readonly kind: 'text' | 'switch' | 'denial'; readonly shortFlag?: string}>
>;

/** What was given on a command line. */
export interface Given {
  /** The value of a text flag, `''` when it had none, `undefined` when it was not given. */
  text(flag: string): string | undefined;
  /** Whether a switch, or a denial, was given. */
  isOn(flag: string): boolean;
  /** Arguments that are no flags. */
  readonly words: readonly string[];
  /** What to print instead of running, when `--help` or `--version` was given. */
  readonly printed: string | undefined;
}

/**
 * Splits a command line and refuses what `flags` does not know.
 * @param argv the arguments after the program's name and the command's
 * @param wordsMax how many arguments that are no flags are understood
 * @throws {UsageError} on unknown flags, flags given twice, and more words than that
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

/** A decimal number without sign or exponent, or NaN. */
export function decimal(text: string): number {
  return /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

/** A whole number, or NaN. */
export function integer(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * Seconds above 0, up to `maxSeconds`.
 * @param given the flag's text, `undefined` when it was not given: then `otherwise` is what counts
 * @throws {UsageError} when it is anything else
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

/** The error for a value that is not accepted. */
export function refusal(name: string, given: string | undefined, accepted: string): UsageError {
  const what = given ? `was given ${quote(given)}` : 'was given nothing';
  return new UsageError(`${name} ${what}; it takes ${accepted}`);
}

/**
 * One of several words.
 * @throws {UsageError} when it is none of them
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
    // The one thing meow itself refuses is a flag given twice.
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

/** Switches and denials are on when they are given; they take no value and have no opposite. */
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

/** What the user typed, without anything that would break the line or move the cursor. */
function quote(given: string): string {
  return `"${given.replaceAll(/\p{Cc}/gu, ' ')}"`;
}

function toKebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
