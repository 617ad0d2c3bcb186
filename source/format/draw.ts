/** Draws bars and sparklines as text. All functions are pure. */
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
 * @param headroom the top of the scale, as a multiple of the greatest value: above 1 a constant
 *   rate is a line and not a block
 */
export function drawSparkline(
  values: readonly number[],
  width: number,
  symbols: Symbols,
  headroom = 1,
): string {
  if (width <= 0) return '';
  const shown = values.slice(-width);
  const greatest = Math.max(...shown, Number.MIN_VALUE) * headroom;
  const steps = symbols.spark.length - 1;
  const line = shown.map((value) => symbols.spark[Math.round((value / greatest) * steps)]).join('');
  return line.padStart(width);
}
