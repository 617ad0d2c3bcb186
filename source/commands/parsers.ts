/**
 * Parsers of values on the command line.
 *
 * Every value is read as text and validated here. Therefore an error for a word in place of a
 * number is one sentence of this program, which names the flag, the value and the accepted values.
 */

/** Invalid input. The message is one sentence, with the given and the accepted values. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Converts the text of a value. */
export interface Parser<T> {
  /** The accepted values, as the end of a sentence. */
  readonly accepted: string;
  /** Returns `undefined` if the text is not accepted. */
  parse(text: string): T | undefined;
}

/** Creates the error for a value that is not accepted. */
export function invalidValue(
  name: string,
  given: string | undefined,
  accepted: string,
): UsageError {
  const what = given ? `was given ${quote(given)}` : 'was given nothing';
  return new UsageError(`${name} ${what}; it takes ${accepted}`);
}

/**
 * Parses the value of `name`, a flag or a variable of the environment.
 * @throws {UsageError} if the value is not accepted
 */
export function parseValue<T>(name: string, text: string, parser: Parser<T>): T {
  const value = parser.parse(text);
  if (value === undefined) throw invalidValue(name, text, parser.accepted);
  return value;
}

/** Most characters of an argument that a sentence repeats. */
const quotedMax = 60;

/** Quotes the begin of an argument, without characters that break the line or move the cursor. */
export function quote(given: string): string {
  const shown = given.replaceAll(/\p{Cc}/gu, ' ');
  return `"${shown.length > quotedMax ? `${shown.slice(0, quotedMax)}…` : shown}"`;
}

/** Parses a decimal number without a sign or an exponent. */
export function decimal(accepted: string, isAccepted: (value: number) => boolean): Parser<number> {
  return numeric(/^(\d+\.?\d*|\.\d+)$/, accepted, isAccepted);
}

/** Parses a whole number without a sign. */
export function integer(accepted: string, isAccepted: (value: number) => boolean): Parser<number> {
  return numeric(/^\d+$/, accepted, isAccepted);
}

function numeric(
  pattern: RegExp,
  accepted: string,
  isAccepted: (value: number) => boolean,
): Parser<number> {
  return {
    accepted,
    parse: (text) => (pattern.test(text) && isAccepted(Number(text)) ? Number(text) : undefined),
  };
}

/** Parses a whole number from `min` to `max`. */
export function integerBetween(min: number, max: number): Parser<number> {
  return integer(`a whole number from ${min} to ${max}`, (value) => value >= min && value <= max);
}

/** Parses seconds above 0, up to `maxSeconds`. */
export function seconds(maxSeconds: number): Parser<number> {
  return decimal(
    `seconds above 0, up to ${maxSeconds}`,
    (value) => value > 0 && value <= maxSeconds,
  );
}

/** Parses one of several words. */
export function choice<Word extends string>(words: readonly Word[]): Parser<Word> {
  return {accepted: words.join(' | '), parse: (text) => words.find((word) => word === text)};
}

/** Parses `name=value`. A number becomes a number. */
export function assignment(accepted: string): Parser<readonly [string, number | string]> {
  return {
    accepted,
    parse(text) {
      const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
      if (name === undefined || value === undefined) return undefined;
      return [name, Number.isNaN(Number(value)) ? value : Number(value)];
    },
  };
}

/** Parses a text of a form. */
export function matching(accepted: string, pattern: RegExp): Parser<string> {
  return {accepted, parse: (text) => (pattern.test(text) ? text : undefined)};
}

/** Accepts every text that is not empty. */
export function nonEmpty(accepted: string): Parser<string> {
  return {accepted, parse: (text) => text || undefined};
}

/** Accepts every text, for values that depend on other flags. */
export const anyText: Parser<string> = {accepted: '', parse: (text) => text};

/**
 * Parses values separated by commas into ascending order, without repetitions.
 * @param accepted describes several values
 */
export function list(item: Parser<number>, accepted: string): Parser<readonly number[]> {
  return {
    accepted: `${accepted}, with commas`,
    parse(given) {
      const values = new Set(given.split(',').map((part) => item.parse(part.trim()) ?? Number.NaN));
      return values.has(Number.NaN) ? undefined : [...values].toSorted((one, other) => one - other);
    },
  };
}
