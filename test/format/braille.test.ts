import fc from 'fast-check';
import {expect, test} from 'vitest';
import {drawBrailleArea} from '../../source/format/braille.ts';

test('dots fill from the bottom, two values a character, four steps a line', () => {
  expect(drawBrailleArea([0, 1, 2, 3], 3, 2, 1)).toEqual(['⣠⣾']);
});

test('what is higher than a line goes on in the line above', () => {
  expect(drawBrailleArea([7, 7], 7, 1, 2)).toEqual(['⣿', '⣿']);
  expect(drawBrailleArea([0, 7], 7, 1, 2)).toEqual(['⢸', '⣸']);
});

test('the latest values are drawn when there are more than fit', () => {
  expect(drawBrailleArea([9, 9, 9, 0, 0], 9, 1, 1)).toEqual(['⣀']);
});

test('it is as tall as it was asked to be, never wider, and all dots', () => {
  const values = fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 300});
  fc.assert(
    fc.property(
      values,
      fc.integer({min: 1, max: 99}),
      fc.integer({min: 1, max: 20}),
      (list, width, height) => {
        const lines = drawBrailleArea(list, 1, width, height);
        expect(lines).toHaveLength(height);
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(width);
          expect(line).toMatch(/^[\u2800-\u28ff]*$/);
        }
      },
    ),
  );
});
