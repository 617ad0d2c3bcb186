/** The four tallies: what is counted, what the closed form expects, how they are written. */

export interface Tallies {
  readonly fizz: number;
  readonly buzz: number;
  readonly fizzbuzz: number;
  /** Messages that are none of the others. */
  readonly value: number;
}

/** Tallies from a count of messages and the three that are counted. */
export function talliesOf(
  total: number,
  counted: {readonly fizz: number; readonly buzz: number; readonly fizzbuzz: number},
): Tallies {
  const {fizz, buzz, fizzbuzz} = counted;
  return {fizz, buzz, fizzbuzz, value: total - fizz - buzz - fizzbuzz};
}

/** The tallies of the values 0 to `total` - 1, in closed form; exact up to 2^53. */
export function expectedTallies(total: number): Tallies {
  const fizzbuzz = Math.ceil(total / 15);
  const fizz = Math.ceil(total / 3) - fizzbuzz;
  const buzz = Math.ceil(total / 5) - fizzbuzz;
  return talliesOf(total, {fizz, buzz, fizzbuzz});
}

/** The form of the log and of the closing lines: `F:4, B:2, FB:1, V:8`. */
export function formatTallies({fizz, buzz, fizzbuzz, value}: Tallies): string {
  return `F:${fizz}, B:${buzz}, FB:${fizzbuzz}, V:${value}`;
}
