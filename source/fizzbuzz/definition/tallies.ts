/** The four tallies: their type, their closed form and their text form. */

/** Counts of messages by kind. */
export interface Tallies {
  readonly fizz: number;
  readonly buzz: number;
  readonly fizzbuzz: number;
  /** Messages of none of the other kinds. */
  readonly value: number;
}

/** Completes the three counted tallies with `value`, which is the rest of `total` messages. */
export function talliesOf(
  total: number,
  counted: {readonly fizz: number; readonly buzz: number; readonly fizzbuzz: number},
): Tallies {
  const {fizz, buzz, fizzbuzz} = counted;
  return {fizz, buzz, fizzbuzz, value: total - fizz - buzz - fizzbuzz};
}

/** Returns the tallies of the values 0 to `total` - 1 in closed form, exact up to 2^53. */
export function expectedTallies(total: number): Tallies {
  const fizzbuzz = Math.ceil(total / 15);
  const fizz = Math.ceil(total / 3) - fizzbuzz;
  const buzz = Math.ceil(total / 5) - fizzbuzz;
  return talliesOf(total, {fizz, buzz, fizzbuzz});
}

/** Formats tallies for the log and for the closing lines, such as `F:4, B:2, FB:1, V:8`. */
export function formatTallies({fizz, buzz, fizzbuzz, value}: Tallies): string {
  return `F:${fizz}, B:${buzz}, FB:${fizzbuzz}, V:${value}`;
}
