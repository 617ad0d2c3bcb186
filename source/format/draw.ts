/** Draws bars and areas of one row as text. All functions are pure. */
import type {Symbols} from './symbols.ts';

/**
 * Draws a bar of `width` cells, filled to `share` (0 to 1). A mark at `markShare` (0 to 1) is drawn
 * where the bar does not cover it.
 */
export function drawBar(share: number, markShare: number, width: number, symbols: Symbols): string {
  if (width <= 0) return '';
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  const cells = Array.from({length: width}, (_, cell) =>
    cell < full ? symbols.barFull : symbols.barEmpty,
  );
  const mark = Math.ceil(Math.min(1, Math.max(0, markShare)) * width) - 1;
  if (mark >= full) cells[mark] = symbols.mark;
  return cells.join('');
}

/**
 * Draws one character for each of the last `width` values, from 0 to the greatest of them. A value
 * of 0 is a blank. Blanks on the left fill the width if there are fewer values.
 * @param height the part of the row that the greatest value takes, 0 to 1
 */
export function drawAreaRow(
  values: readonly number[],
  width: number,
  symbols: Symbols,
  height = 1,
): string {
  const shown = width > 0 ? values.slice(-width) : [];
  const greatest = Math.max(...shown, Number.MIN_VALUE);
  const steps = Math.floor((symbols.spark.length - 1) * height);
  return shown
    .map((value) => (value > 0 ? symbols.spark[Math.round((value / greatest) * steps)] : ' '))
    .join('')
    .padStart(width);
}
