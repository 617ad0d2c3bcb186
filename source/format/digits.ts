/** Draws a number in large digits: three rows of half blocks. */

const glyphs: Readonly<Record<string, readonly [string, string, string]>> = {
  '0': ['█▀█', '█ █', '▀▀▀'],
  '1': ['▄█ ', ' █ ', '▀▀▀'],
  '2': ['▀▀█', '█▀▀', '▀▀▀'],
  '3': ['▀▀█', ' ▀█', '▀▀▀'],
  '4': ['█ █', '▀▀█', '  ▀'],
  '5': ['█▀▀', '▀▀█', '▀▀▀'],
  '6': ['█▀▀', '█▀█', '▀▀▀'],
  '7': ['▀▀█', '  █', '  ▀'],
  '8': ['█▀█', '█▀█', '▀▀▀'],
  '9': ['█▀█', '▀▀█', '▀▀▀'],
  '.': [' ', ' ', '▀'],
  ' ': [' ', ' ', ' '],
  k: ['█  ', '█▄▀', '▀ ▀'],
  M: ['█▄ ▄█', '█ ▀ █', '▀   ▀'],
  G: ['█▀▀', '█ █', '▀▀▀'],
  T: ['▀█▀', ' █ ', ' ▀ '],
  P: ['█▀█', '█▀▀', '▀  '],
};

/** Rows of large digits. */
export const digitRows = 3;

/** Draws a number and its unit, such as `1.05 G`, in three rows of the same width. */
export function drawDigits(text: string): readonly string[] {
  const drawn = [...text].map((character) => glyphs[character] ?? glyphs[' ']);
  return [0, 1, 2].map((row) => drawn.map((glyph) => glyph?.[row] ?? ' ').join(' '));
}
