import {drawAreaRow} from '../format/draw.ts';
import type {Grid} from '../format/grid.ts';
import {slotRatesOf, type Trail} from '../monitor/trail.ts';
import type {Scene} from './scene.ts';

/** The fewest columns in which a sparkline can be read. */
export const sparklineColumnsMin = 4;
const sparklineColumnsMax = 40;
/** The fewest columns in which a sparkline also names the time that it reaches back. */
const labelledColumnsMin = 16;
/** Columns of the longest label, ` 80 s`. */
const labelColumns = 5;
/** The running time of a column in seconds. It grows with the run, so that the row is soon full. */
const [columnSecondsMin, columnSecondsMax] = [1, 2];

/** A sparkline takes this part of the height of a row. The rest keeps it off the row above. */
const areaHeight = 0.45;

/**
 * Draws how the rate of a channel changed, newest at the right. It is as quiet as a frame, since
 * the chart has the colour.
 * @param start the first column
 * @param end the column after the last one; nothing is drawn if the columns are too few or not free
 */
export function drawChannelSparkline(
  grid: Grid,
  row: number,
  start: number,
  end: number,
  {trail, symbols}: Scene,
  channel: number,
): void {
  const width = Math.min(sparklineColumnsMax, end - start);
  if (width < sparklineColumnsMin || !grid.isBlank(row, start, end)) return;
  const isLabelled = width >= labelledColumnsMin;
  const area = isLabelled ? width - labelColumns : width;
  const columnSeconds = columnSecondsOf(trail, area);
  const rates = slotRatesOf(trail, channel, columnSeconds);
  grid.put(row, start, drawAreaRow(rates, area, symbols, areaHeight), 'frame');
  if (!isLabelled) return;
  grid.right(row, start + width, [[`${Math.round(area * columnSeconds)} s`, 'dim']]);
}

function columnSecondsOf({points, endSeconds}: Trail, columns: number): number {
  const seconds = endSeconds - (points[0]?.activeSeconds ?? endSeconds);
  const halves = Math.ceil((seconds / columns) * 2);
  return Math.min(columnSecondsMax, Math.max(columnSecondsMin, halves / 2));
}
