import {plot} from 'asciichart';
import {formatShort} from './number.ts';
import type {Symbols} from './symbols.ts';

/**
 * Draws curves with asciichart, one column per value, with a scale at their left.
 * @param series values from 0; `undefined` where nothing is known; all of the same length
 * @param rows 2 or more
 * @param labelColumns columns of the scale's labels
 */
export function plotCurve(
  series: ReadonlyArray<ReadonlyArray<number | undefined>>,
  top: number,
  rows: number,
  {chart}: Symbols,
  labelColumns: number,
): readonly string[] {
  const known = series.map((values) => values.map((value) => value ?? Number.NaN));
  const start = Math.min(...known.map((values) => values.findIndex(Number.isFinite)));
  if (rows < 2 || !(start >= 0)) return [];
  // asciichart throws at a value that is not finite. The first value stands on the axis.
  const curves = known.map((values) => {
    const shown = values.slice(start).map((value) => (Number.isFinite(value) ? value : 0));
    return [shown[0] ?? 0, ...shown];
  });
  const lines = plot(curves, {
    height: rows - 1,
    min: 0,
    max: top,
    format: (value: number, row: number) => formatLabel(value, row, rows).padStart(labelColumns),
    ...(chart === undefined ? {} : {symbols: chart}),
  }).split('\n');
  const axis = labelColumns + 2;
  return lines
    .slice(0, rows)
    .map((line) => line.slice(0, axis) + ' '.repeat(start) + line.slice(axis));
}

/** Least rows of a scale with labels between its ends. */
const labelledRows = 9;

/** The scale has labels at its ends, and at its quarters where these fall on rows. */
function formatLabel(value: number, row: number, rows: number): string {
  if (row === rows - 1) return '0';
  const quarter = (rows - 1) / 4;
  return row === 0 || (rows >= labelledRows && row % quarter === 0)
    ? formatShort(value).trim()
    : '';
}
