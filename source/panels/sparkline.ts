import {drawSparkline} from '../format/draw.ts';
import type {Grid} from '../format/grid.ts';
import {ratesOf} from '../monitor/trail.ts';
import {modeRole, type Scene} from './scene.ts';

/** The fewest columns in which a sparkline can be read. */
export const sparklineColumnsMin = 4;
const sparklineColumnsMax = 40;

/**
 * Draws how the rate of a channel changed, newest at the right, in the colour of the mode.
 * @param start the first column
 * @param end the column after the last one; nothing is drawn if the columns are too few or not free
 */
export function drawChannelSparkline(
  grid: Grid,
  row: number,
  start: number,
  end: number,
  {figures, trail, symbols}: Scene,
  channel: number,
): void {
  const width = Math.min(sparklineColumnsMax, end - start);
  if (width < sparklineColumnsMin || row >= grid.rows) return;
  for (let column = start; column < end; column++) if (grid.at(row, column) !== ' ') return;
  const role = modeRole(figures, figures.settings);
  grid.put(row, start, drawSparkline(ratesOf(trail, channel), width, symbols), role);
}
