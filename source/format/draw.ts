/** Draws bars, sparklines and charts as text. All functions are pure. */
import {plot} from 'asciichart';
import {drawBrailleArea} from './braille.ts';
import {formatRate} from './number.ts';
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
export function drawSparkline(values: readonly number[], width: number, symbols: Symbols): string {
  if (width <= 0) return '';
  const shown = values.slice(-width);
  const greatest = Math.max(...shown, Number.MIN_VALUE);
  const steps = symbols.spark.length - 1;
  const line = shown.map((value) => symbols.spark[Math.round((value / greatest) * steps)]).join('');
  return line.padStart(width);
}

/** The characters of a chart's axis: a rate, a blank and the axis itself. */
const axisWidth = 10;

/** A time on a chart at which the settings changed. */
export interface ChartMark {
  /** The points between the mark and the newest point, 0 or more. */
  readonly secondsAgo: number;
  /** The change, in a few characters. */
  readonly label: string;
}

/** A chart of at least this many lines uses one of them for the labels of its marks. */
const labelledHeight = 5;

/**
 * Draws a chart of rates from 0 up, one point per second. It shows dots before the first point.
 * @param height the number of lines, 2 or more, of at most `width` characters
 * @param marks times to mark with a vertical line, and with a label if the chart is high enough
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
  const labels: Labels = new Map();
  for (const {secondsAgo, label} of marks) {
    if (secondsAgo >= shown.length) continue;
    const index = Math.floor((shown.length - 1 - secondsAgo) / secondsWide);
    // If several changes fall into one column, the last replaces the others.
    labels.set(axisWidth + index, label);
  }
  const hasLabels = height >= labelledHeight && labels.size > 0;
  const curveHeight = hasLabels ? height - 1 : height;
  const draw = symbols.isBraille ? drawBraille : drawCurve;
  const lines = draw(shown, columns, curveHeight, symbols).map((line) =>
    markColumns(line, labels, symbols).slice(0, width),
  );
  return hasLabels ? [...lines, drawLabels(labels, width, symbols)] : lines;
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

/** Draws the rates as an area of dots. The axis shows the greatest rate and 0 at its ends. */
function drawBraille(points: readonly number[], columns: number, height: number): string[] {
  const greatest = Math.max(1, ...points);
  return drawBrailleArea(points, greatest, columns, height).map((line, row) => {
    const label = row === 0 ? formatRate(greatest) : row === height - 1 ? formatRate(0) : '';
    return `${label.padEnd(axisWidth - 1)}│${line}`;
  });
}

/** The labels of marks, by their columns. */
type Labels = Map<number, string>;

/** Draws vertical lines where the chart is empty. The curve stays complete. */
function markColumns(line: string, labels: Labels, {change}: Symbols): string {
  if (labels.size === 0) return line;
  const cells = [...line];
  for (const column of labels.keys()) {
    while (cells.length <= column) cells.push(' ');
    // An empty braille character counts as a blank.
    if (cells[column] === ' ' || cells[column] === '\u2800') cells[column] = change;
  }
  return cells.join('').trimEnd();
}

/** A label that has less room than this is omitted. */
const labelMin = 4;

/** Draws the labels under their marks. The next mark limits the room of each label. */
function drawLabels(labels: Labels, width: number, symbols: Symbols): string {
  const columns = [...labels.keys()];
  let line = '';
  [...labels].forEach(([column, label], index) => {
    const room = (columns[index + 1] ?? width) - column - 2;
    const text = room >= Math.min(labelMin, label.length) ? label.slice(0, room) : '';
    line = `${line.padEnd(column)}${symbols.change}${text}`;
  });
  return line.slice(0, width);
}
