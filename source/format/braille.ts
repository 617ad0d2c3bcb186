/**
 * Draws areas of braille characters. Each character is two dots wide and four dots tall.
 *
 * The dots of a character are the bits of its code from U+2800 on (Unicode, Braille Patterns). From
 * the top, the left column has the bits 1, 2, 4, 64 and the right column 8, 16, 32, 128.
 */
import type {AreaColumn} from './area.ts';

const firstCode = 0x2800;
const dotsTall = 4;
const dots = [
  [1, 2, 4, 64],
  [8, 16, 32, 128],
] as const;

/**
 * Draws one column of an area, of two values.
 * @param values 0 to `top`; `undefined` where nothing is known; any other value shows
 */
export function drawBrailleColumn(
  values: readonly [number | undefined, number | undefined],
  top: number,
  rows: number,
): AreaColumn {
  const heights = values.map((value) =>
    value === undefined || value <= 0
      ? 0
      : Math.max(1, Math.round(Math.min(1, value / top) * rows * dotsTall)),
  );
  const head = Math.ceil(Math.max(...heights) / dotsTall) - 1;
  return Array.from({length: rows}, (_, row) => {
    const level = rows - 1 - row;
    const bits = heights.reduce((sum, height, side) => sum | toBits(height, level, side), 0);
    if (bits === 0) return undefined;
    return {character: String.fromCharCode(firstCode + bits), isHead: level === head};
  });
}

/** Returns the dots of one side of a character at a level, from the bottom. */
function toBits(height: number, level: number, side: number): number {
  const filled = height - level * dotsTall;
  return (dots[side] ?? []).reduce(
    (sum, bit, down) => (dotsTall - down <= filled ? sum | bit : sum),
    0,
  );
}
