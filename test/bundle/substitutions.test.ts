// What the bundle changes in packages must not change what they do.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {expect, test} from 'vitest';
import {narrowCharacters} from '../../bundle/substitutions.ts';
import {longTest} from '../helpers/sample.ts';

// The one that Ink uses.
const {resolve} = createRequire(createRequire(import.meta.url).resolve('ink'));
const {default: stringWidth} = await import(pathToFileURL(resolve('string-width')).href);

const narrow = new RegExp(`^[${narrowCharacters}]$`);
const characters = Array.from({length: 0x1_00_00}, (_, code) => String.fromCharCode(code)).filter(
  (character) => narrow.test(character),
);

test('characters that are taken for narrow are one column wide', () => {
  expect(characters.length).toBeGreaterThan(800);
  expect(characters.filter((character) => stringWidth(character) !== 1)).toEqual([]);
});

longTest('characters that are taken for narrow do not join with the next one', () => {
  const text = [...characters, ...characters.toReversed()].join('');
  expect(stringWidth(text)).toBe(text.length);
  for (const character of characters) {
    const pairs = characters.map((next) => character + next).join('\n');
    // A line break has no width.
    expect(stringWidth(pairs)).toBe(2 * characters.length);
  }
});

test('the characters of the screen are among them', () => {
  expect([...'─│╭╯┃━▏█▁▇░▒▓⣿⠀►◄→↑·…×›ˇ'].filter((sign) => !narrow.test(sign))).toEqual([]);
});
