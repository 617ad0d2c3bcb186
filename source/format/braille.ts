/**
 * Draws charts of braille characters. Each character is two dots wide and four dots tall.
 *
 * The dots of a character are the bits of its code from U+2800 on (Unicode, Braille Patterns). From
 * the top, the left column has the bits 1, 2, 4, 64 and the right column 8, 16, 32, 128.
 */
const firstCode = 0x2800;
const dotsWide = 2;
const dotsTall = 4;
const dots = [
  [1, 2, 4, 64],
  [8, 16, 32, 128],
] as const;

/**
 * Draws the area under `values` as lines of text.
 * @param values 0 to `greatest`, the latest at the right end; the last `2 * width` are drawn, two
 *   per character
 * @param width the number of characters per line
 * @param height the number of lines
 */
export function drawBrailleArea(
  values: readonly number[],
  greatest: number,
  width: number,
  height: number,
): string[] {
  const shown = values.slice(-width * dotsWide);
  const tops = shown.map((value) => Math.round((value / greatest) * (height * dotsTall - 1)));
  return Array.from({length: height}, (_, row) => {
    // Dots are counted from the bottom of the chart.
    const bottom = (height - 1 - row) * dotsTall;
    const cells = Array.from({length: Math.ceil(tops.length / dotsWide)}, (_cell, index) =>
      String.fromCharCode(firstCode + toCellBits(tops, index * dotsWide, bottom)),
    );
    return cells.join('');
  });
}

/** Returns the dots of one character: those at or below the tops of its two values. */
function toCellBits(tops: readonly number[], from: number, bottom: number): number {
  let bits = 0;
  dots.forEach((column, side) => {
    const top = tops[from + side];
    if (top === undefined) return;
    column.forEach((bit, down) => {
      if (bottom + dotsTall - 1 - down <= top) bits |= bit;
    });
  });
  return bits;
}
