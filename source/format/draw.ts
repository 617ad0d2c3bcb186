/** Bars, sparklines and charts as text. Pure functions. */
import {plot} from 'asciichart';
import {drawBrailleArea} from './braille.ts';
import {formatRate} from './number.ts';
import type {Symbols} from './symbols.ts';

/** A bar of `width` cells, filled to `share` (0 to 1), with a mark at `markShare` where it is not filled over. */
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

/** One character for each of the last `width` values, from 0 to the greatest of them; blanks where there are fewer. */
export function drawSparkline(values: readonly number[], width: number, symbols: Symbols): string {
  if (width <= 0) return '';
  const shown = values.slice(-width);
  const greatest = Math.max(...shown, Number.MIN_VALUE);
  const steps = symbols.spark.length - 1;
  const line = shown.map((value) => symbols.spark[Math.round((value / greatest) * steps)]).join('');
  return line.padStart(width);
}

/** Characters that a chart's axis takes: a rate, a blank and the axis itself. */
const axisWidth = 10;

/** A chart of rates, from 0 up, `height` lines (2 or more) of at most `width` characters; dots before the first point. */
export function drawChart(
  perSecond: readonly number[],
  width: number,
  height: number,
  symbols: Symbols,
): string[] {
  const finite = perSecond.filter(Number.isFinite);
  if (symbols.isBraille && finite.length > 0) return drawBraille(finite, width, height);
  const points = finite.slice(-Math.max(1, width - axisWidth));
  if (points.length === 0)
    return Array.from({length: height}, (_, row) => (row === 0 ? ' ...'.slice(0, width) : ''));
  const chart = plot(points, {
    height: height - 1,
    min: 0,
    max: Math.max(1, ...points),
    format: (value: number) => formatRate(value),
    symbols: symbols.chart,
  });
  return chart.split('\n').map((line) => line.slice(0, width));
}

/** The same as an area of dots, with the greatest rate and 0 at its ends. */
function drawBraille(perSecond: readonly number[], width: number, height: number): string[] {
  const columns = Math.max(1, width - axisWidth);
  const greatest = Math.max(1, ...perSecond.slice(-2 * columns));
  return drawBrailleArea(perSecond, greatest, columns, height).map((line, row) => {
    const label = row === 0 ? formatRate(greatest) : row === height - 1 ? formatRate(0) : '';
    return `${label.padEnd(axisWidth - 1)}│${line}`.slice(0, width);
  });
}
