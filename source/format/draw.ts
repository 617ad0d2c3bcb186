/** Draws bars, areas of one row and sparklines as text. All functions are pure. */
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
 * Draws one character for each of the last `width` values, from 0 to the greatest of them. Blanks
 * on the left fill the width if there are fewer values.
 */
export function drawAreaRow(values: readonly number[], width: number, symbols: Symbols): string {
  const shown = lastOf(values, width);
  const greatest = Math.max(...shown, Number.MIN_VALUE);
  const steps = symbols.spark.length - 1;
  return shown
    .map((value) => symbols.spark[Math.round((value / greatest) * steps)])
    .join('')
    .padStart(width);
}

/** A sparkline takes this part of the height of a row. The rest keeps it off the row above. */
const sparklineHeight = 0.45;

/**
 * Draws the last `width` values as a low area, from 0 to the greatest of them. A value of 0 is a
 * blank.
 */
export function drawSparkline(values: readonly number[], width: number, symbols: Symbols): string {
  const shown = lastOf(values, width);
  const greatest = Math.max(...shown, Number.MIN_VALUE);
  const steps = Math.floor((symbols.spark.length - 1) * sparklineHeight);
  return shown
    .map((value) => (value > 0 ? symbols.spark[Math.round((value / greatest) * steps)] : ' '))
    .join('')
    .padStart(width);
}

function lastOf(values: readonly number[], width: number): readonly number[] {
  return width > 0 ? values.slice(-width) : [];
}
