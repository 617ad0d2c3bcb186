import {expect, test} from 'vitest';
import {expectedTallies, formatTallies} from '../../source/fizzbuzz/definition/tallies.ts';

test('the closed form is what counting gives', () => {
  const counted = {fizz: 0, buzz: 0, fizzbuzz: 0, value: 0};
  for (let value = 0; value < 1_000; value++) {
    expect(expectedTallies(value)).toEqual(counted);
    const kind =
      value % 15 === 0 ? 'fizzbuzz' : value % 3 === 0 ? 'fizz' : value % 5 === 0 ? 'buzz' : 'value';
    counted[kind]++;
  }
});

test('the published run of 9,652,662,016 messages has its published tallies', () => {
  expect(formatTallies(expectedTallies(9_652_662_016))).toBe(
    'F:2574043204, B:1287021602, FB:643510802, V:5148086408',
  );
});

test('the four tallies add up to the total at any size', () => {
  for (const total of [2 ** 32, 2 ** 32 + 7, 2 ** 53 - 1]) {
    const {fizz, buzz, fizzbuzz, value} = expectedTallies(total);
    expect(BigInt(fizz) + BigInt(buzz) + BigInt(fizzbuzz) + BigInt(value)).toBe(BigInt(total));
  }
});
