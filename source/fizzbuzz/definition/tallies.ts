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

/**
 * Returns the tallies of the first `count` values of an arithmetic progression in closed form,
 * exact up to 2^53.
 */
export function expectedTallies(count: number, first = 0, stride = 1): Tallies {
  const multiples = (divisor: number) => countMultiples(divisor, count, first, stride);
  const fizzbuzz = multiples(15);
  const fizz = multiples(3) - fizzbuzz;
  const buzz = multiples(5) - fizzbuzz;
  return talliesOf(count, {fizz, buzz, fizzbuzz});
}

/** Remainders repeat after `divisor` values at most, so the multiples have a fixed distance. */
function countMultiples(divisor: number, count: number, first: number, stride: number): number {
  const isMultiple = (index: number) => ((first % divisor) + index * stride) % divisor === 0;
  const indexes = Array.from({length: divisor}, (_, index) => index).filter(isMultiple);
  const [firstIndex, secondIndex = divisor + (firstIndex ?? 0)] = indexes;
  if (firstIndex === undefined) return 0;
  return Math.max(0, Math.ceil((count - firstIndex) / (secondIndex - firstIndex)));
}

/** Adds tallies. */
export function addTallies(one: Tallies, other: Tallies): Tallies {
  return {
    fizz: one.fizz + other.fizz,
    buzz: one.buzz + other.buzz,
    fizzbuzz: one.fizzbuzz + other.fizzbuzz,
    value: one.value + other.value,
  };
}

/** Formats tallies for the log and for the closing lines, such as `F:4, B:2, FB:1, V:8`. */
export function formatTallies({fizz, buzz, fizzbuzz, value}: Tallies): string {
  return `F:${fizz}, B:${buzz}, FB:${fizzbuzz}, V:${value}`;
}
