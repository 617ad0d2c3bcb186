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

/** A moment on a chart at which something changed. */
export interface ChartMark {
  /** Points between it and the newest, 0 or more. */
  readonly secondsAgo: number;
  /** What changed, in a few characters. */
  readonly label: string;
}

/** A chart of at least so many lines has one of them for the labels of its marks. */
const labelledHeight = 5;

/**
 * A chart of rates, a second each, from 0 up; dots before the first point.
 * @param height lines, 2 or more, of at most `width` characters
 * @param marks moments that are marked by an upright line, and by their labels where the chart is high enough
 */
export function drawChart(
  perSecond: readonly number[],
  width: number,
  height: number,
  symbols: Symbols,
  marks: readonly ChartMark[] = [],
): string[] {
  const finite = perSecond.filter(Number.isFinite);
  const columns = Math.max(1, width - axisWidth);
  if (finite.length === 0) {
    return Array.from({length: height}, (_, row) => (row > 0 ? '' : ' ...'.slice(0, width)));
  }
  const secondsWide = symbols.isBraille ? 2 : 1;
  const shown = finite.slice(-columns * secondsWide);
  const columnsMarked = new Map<number, string>();
  for (const {secondsAgo, label} of marks) {
    if (secondsAgo >= shown.length) continue;
    const place = Math.floor((shown.length - 1 - secondsAgo) / secondsWide);
    // Of several changes in one column the last is told.
    columnsMarked.set(axisWidth + place, label);
  }
  const places = [...columnsMarked].map(([column, label]) => ({column, label}));
  const hasLabels = height >= labelledHeight && places.length > 0;
  const curveHeight = hasLabels ? height - 1 : height;
  const draw = symbols.isBraille ? drawBraille : drawCurve;
  const lines = draw(shown, columns, curveHeight, symbols).map((line) =>
    markColumns(line, places, symbols).slice(0, width),
  );
  return hasLabels ? [...lines, drawLabels(places, width, symbols)] : lines;
}

function drawCurve(
  points: readonly number[],
  _columns: number,
  height: number,
  symbols: Symbols,
): string[] {
  const chart = plot([...points], {
    height: height - 1,
    min: 0,
    max: Math.max(1, ...points),
    format: (value: number) => formatRate(value),
    symbols: symbols.chart,
  });
  return chart.split('\n');
}

/** The same as an area of dots, with the greatest rate and 0 at its ends. */
function drawBraille(points: readonly number[], columns: number, height: number): string[] {
  const greatest = Math.max(1, ...points);
  return drawBrailleArea(points, greatest, columns, height).map((line, row) => {
    const label = row === 0 ? formatRate(greatest) : row === height - 1 ? formatRate(0) : '';
    return `${label.padEnd(axisWidth - 1)}│${line}`;
  });
}

interface Place {
  readonly column: number;
  readonly label: string;
}

/** Upright lines where the chart is empty; the curve stays whole. */
function markColumns(line: string, places: readonly Place[], {change}: Symbols): string {
  if (places.length === 0) return line;
  const cells = [...line];
  for (const {column} of places) {
    while (cells.length <= column) cells.push(' ');
    // An empty character of braille is as good as a blank.
    if (cells[column] === ' ' || cells[column] === '\u2800') cells[column] = change;
  }
  return cells.join('').trimEnd();
}

/** A label that would be cut shorter than this is left out. */
const labelMin = 4;

/** The labels under their marks, as far as each has room before the next. */
function drawLabels(places: readonly Place[], width: number, symbols: Symbols): string {
  let line = '';
  places.forEach(({column, label}, place) => {
    const room = (places[place + 1]?.column ?? width) - column - 2;
    const isTold = room >= Math.min(labelMin, label.length);
    line = `${line.padEnd(column)}${symbols.change}${isTold ? label.slice(0, room) : ''}`;
  });
  return line.slice(0, width);
}
