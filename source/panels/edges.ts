/** Draws the edges of a pipeline to other processes as pipes that leave or enter the diagram. */
import type {EdgeReport} from '../engine/index.ts';
import {edgeFaultLines, edgeNotes} from '../format/edge.ts';
import type {Grid, Piece} from '../format/grid.ts';
import {formatPercentInline, formatRateInline} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {compactPercent} from './boxes.ts';
import {bandTop, boxLeft, type Geometry, lineOffset} from './geometry.ts';
import {drawPipeLine} from './pipe-line.ts';
import type {Scene} from './scene.ts';

/** Draws the edges for which the geometry has room. The boxes are drawn before. */
export function drawEdges(grid: Grid, geometry: Geometry, scene: Scene): void {
  if (geometry.left + geometry.right === 0) return;
  for (const place of geometry.plan.edges) {
    const figures = scene.figures.edges[place.edge];
    const bars = scene.snapshot.edges[place.edge];
    if (figures === undefined || bars === undefined) continue;
    const cells = edgeCells(geometry, place.at, figures);
    drawEdgePipe(grid, geometry, cells, figures, bars.fillNow);
    drawTexts(grid, geometry, figures, cells);
  }
}

/** The cells of an edge: its pipe, and the columns for texts above and below it. */
interface EdgeCells {
  readonly top: number;
  /** The first column of the pipe, and the column after its arrow. */
  readonly start: number;
  readonly end: number;
  readonly left: number;
  readonly right: number;
}

function edgeCells(
  geometry: Geometry,
  {layer, band}: {readonly layer: number; readonly band: number},
  {direction, peer}: EdgeReport,
): EdgeCells {
  const top = bandTop(geometry, band);
  const box = boxLeft(geometry, layer);
  const word = peer.length + 1;
  if (direction === 'in') return {top, start: word, end: box, left: 0, right: box};
  const start = box + geometry.boxColumns;
  const {columns} = geometry;
  return {top, start, end: columns - word, left: start + 1, right: columns};
}

function drawEdgePipe(
  grid: Grid,
  geometry: Geometry,
  {top, start, end}: EdgeCells,
  figures: EdgeReport,
  fillNow: number,
): void {
  const row = top + lineOffset(geometry, 'straight');
  const isFaulty = edgeFaultLines(figures) !== undefined;
  const pile: Role = isFaulty ? 'alarm' : 'pile';
  const flow: Role = isFaulty ? 'alarm' : 'flow';
  const line = {row, start, end: end - 1, isThick: geometry.actorRows > 3};
  drawPipeLine(grid, geometry, line, {fillNow, high: 0, pile, flow});
  grid.put(row, end - 1, '►', flow);
  const isOut = figures.direction === 'out';
  if (isOut) grid.put(row, start - 1, '├', 'frame');
  grid.put(row, isOut ? end + 1 : 0, figures.peer, 'dim');
}

/** Draws the name and the fill above the pipe; rate and round trip, or what is wrong, below. */
function drawTexts(
  grid: Grid,
  {actorRows}: Geometry,
  edge: EdgeReport,
  {top, end, left, right}: EdgeCells,
): void {
  const fault = edgeFaultLines(edge);
  const fill: Piece = [
    actorRows > 3 ? formatPercentInline(edge.fillNow) : compactPercent(edge.fillNow),
    fault === undefined ? 'pile' : 'alarm',
    'bold',
  ];
  const head = top + (actorRows > 3 ? 0 : 1);
  const fillEnd = edge.direction === 'out' ? end : end - 1;
  const start = grid.right(head, fillEnd, [fill]);
  grid.put(head, left, edge.name.slice(0, Math.max(1, start - left - 1)), 'title');
  const row = top + actorRows;
  const put = (offset: number, text: string, role: Role) =>
    grid.put(row + offset, left, text.slice(0, Math.max(0, right - left)), role);
  if (fault !== undefined) {
    for (const [offset, text] of fault.entries()) put(offset, text, 'alarm');
    return;
  }
  put(0, formatRateInline(edge.perSecond), actorRows > 3 ? 'text' : 'dim');
  put(1, edgeNotes(edge).join(' '), 'dim');
}
