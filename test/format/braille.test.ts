import fc from 'fast-check';
import {expect, test} from 'vitest';
import {drawBrailleColumn} from '../../source/format/braille.ts';

const drawn = (...args: Parameters<typeof drawBrailleColumn>) =>
  drawBrailleColumn(...args).map((cell) => cell?.character ?? ' ');

test('dots fill from the bottom, two values a character, four steps a row', () => {
  expect(drawn([1, 2], 4, 1)).toEqual(['⣠']);
  expect(drawn([3, 4], 4, 1)).toEqual(['⣾']);
});

test('what is higher than a row goes on in the row above, and its head is there', () => {
  const column = drawBrailleColumn([0, 8], 8, 2);
  expect(column.map((cell) => cell?.character)).toEqual(['⢸', '⢸']);
  expect(column.map((cell) => cell?.isHead)).toEqual([true, false]);
});

test('nothing is blank where nothing is known, and the least value shows', () => {
  expect(drawn([undefined, 0], 4, 2)).toEqual([' ', ' ']);
  expect(drawn([0.001, undefined], 4, 2)).toEqual([' ', '⡀']);
});

test('a column is as tall as it was asked to be, whatever its values', () => {
  const value = fc.double({min: 0, max: 2, noNaN: true});
  fc.assert(
    fc.property(value, value, fc.integer({min: 1, max: 20}), (left, right, rows) => {
      const column = drawn([left, right], 1, rows);
      expect(column).toHaveLength(rows);
      expect(column.join('')).toMatch(/^ *[\u2800-\u28ff]*$/);
    }),
  );
});
