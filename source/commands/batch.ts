import {integer, parseValue} from './parsers.ts';

/**
 * Converts the flag `--batch`; without it, a batch is half of the capacity.
 * @throws {UsageError} if the batch does not fit the capacity
 */
export function toBatch(flag: string | undefined, capacityMessages: number): number {
  const max = capacityMessages / 2;
  if (flag === undefined) return max;
  const range = max === 1 ? '1' : `1 to ${max}`;
  const accepted = `${range}, at most half of the capacity of ${capacityMessages}`;
  return parseValue(
    '--batch',
    flag,
    integer(accepted, (value) => value >= 1 && value <= max),
  );
}
