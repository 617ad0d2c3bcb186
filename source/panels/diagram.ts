/** Draws the diagram: threads, actors, channels, and below the last of them the results. */
import {digitRows, drawDigits} from '../format/digits.ts';
import type {Grid} from '../format/grid.ts';
import {formatMs, formatShort} from '../format/number.ts';
import {drawBoxes} from './boxes.ts';
import {drawEdges} from './edges.ts';
import {bandTop, freeLeft, type Geometry} from './geometry.ts';
import {drawPipes} from './pipes.ts';
import {modeRole, type Scene} from './scene.ts';
import {drawTallies, tallyColumnsMin} from './tallies.ts';

/** Columns between the diagram and the figures in its last band. */
const gap = 2;
/** Columns of the latency on narrow screens, and of the great number on wide ones. */
const latencyColumns = 12;
const numberColumns = 30;

/** Draws the diagram on a grid of its size. */
export function drawDiagram(grid: Grid, geometry: Geometry, scene: Scene): void {
  drawBoxes(grid, geometry, scene);
  drawPipes(grid, geometry, scene);
  drawEdges(grid, geometry, scene);
  drawResults(grid, geometry, scene);
}

/** Draws the throughput, the latency and the tallies where the last band has room. */
function drawResults(grid: Grid, geometry: Geometry, scene: Scene): void {
  const {figures} = scene;
  const band = geometry.bands - 1;
  if (band === 0) return;
  const top = bandTop(geometry, band) + 1;
  const start = freeLeft(geometry, band) + gap - (geometry.actorRows === 3 ? 1 : 0);
  const isWide = geometry.actorRows > 3;
  const width = isWide ? numberColumns : latencyColumns;
  const hasLatency = grid.columns - start >= width;
  const tallyStart = hasLatency ? start + width : start;
  if (figures.counters.length > 0 && grid.columns - tallyStart >= tallyColumnsMin) {
    const shown = figures.counters.slice(0, geometry.actorRows + 1);
    drawTallies(grid, top, tallyStart, grid.columns, shown);
  }
  if (!hasLatency) return;
  // A row lower, it keeps off the sparkline above it.
  if (isWide) drawGreatNumber(grid, top + 1, start + 1, scene);
  else drawLatency(grid, top, start, scene);
}

function drawGreatNumber(grid: Grid, top: number, left: number, {figures}: Scene): void {
  const role = modeRole(figures, figures.settings);
  const rows = drawDigits(formatShort(figures.throughput.nowPerSecond).trim());
  let end = left;
  for (const [index, text] of rows.entries()) end = grid.put(top + index, left, text, role);
  grid.put(top + digitRows - 1, end + 1, '/s', role, 'bold');
  const {latency} = figures.segments.at(-1) ?? figures;
  if (latency === null) return;
  grid.pieces(top + digitRows, left, [
    ['latency ', 'dim'],
    [formatMs(latency.p50Ms).trim()],
    [', p99 ', 'dim'],
    [formatMs(latency.p99Ms).trim()],
  ]);
}

function drawLatency(grid: Grid, top: number, left: number, {figures}: Scene): void {
  const {latency} = figures.segments.at(-1) ?? figures;
  if (latency === null) return;
  grid.put(top, left, 'latency', 'dim');
  // The labels of the tallies come one column after the longest time.
  grid.put(top + 1, left, formatMs(latency.p50Ms).trim());
  grid.put(top + 2, left, `p99 ${formatMs(latency.p99Ms).trim()}`, 'dim');
}
