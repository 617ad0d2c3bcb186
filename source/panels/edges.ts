/** Draws the edges of a pipeline to other processes as pipes that leave or enter the diagram. */
import type {EdgeReport} from '../engine/index.ts';
import {edgeFaultLines} from '../format/edge.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {drawHeap} from '../format/heap.ts';
import {formatMs, formatPercentInline, formatRateInline, formatShort} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {compactPercent} from './boxes.ts';
import {bandTop, boxLeft, type Geometry, lineOffset} from './geometry.ts';
import {drawPipeLine} from './pipes.ts';
import type {Scene} from './scene.ts';

/** Draws the edges for which the geometry has room. The boxes are drawn before. */
export function drawEdges(grid: Grid, geometry: Geometry, scene: Scene): void {
  if (geometry.left + geometry.right === 0) return;
  for (const place of geometry.plan.edges) {
    const figures = scene.figures.edges[place.edge];
    const bars = scene.snapshot.edges[place.edge];
    if (figures === undefined || bars === undefined) continue;
    const {layer, band} = place.at;
    const isOut = figures.direction === 'out';
    const top = bandTop(geometry, band);
    const row = top + lineOffset(geometry, 'straight');
    const box = boxLeft(geometry, layer);
    const word = figures.peer.length + 1;
    // The pipe, and the columns for texts above and below it.
    const start = isOut ? box + geometry.boxColumns : word;
    const end = isOut ? geometry.columns - word : box;
    const left = isOut ? start + 1 : 0;
    const right = isOut ? geometry.columns : end;
    const fault = edgeFaultLines(figures);
    const role: Role = fault === undefined ? 'pile' : 'alarm';
    const line: Role = fault === undefined ? 'flow' : 'alarm';
    drawPipeLine(
      grid,
      geometry,
      {row, start, end: end - 1, isThick: geometry.actorRows > 3},
      bars.fillNow,
      0,
      role,
      line,
    );
    grid.put(row, end - 1, '►', line);
    if (isOut) grid.put(row, start - 1, '├', 'frame');
    grid.put(row, isOut ? end + 1 : 0, figures.peer, 'dim');
    drawTexts(grid, geometry, figures, {top, left, right, fillEnd: isOut ? end : right - 1});
  }
}

interface TextPlace {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly fillEnd: number;
}

/** Draws the name and the fill above the pipe; rate and round trip, or what is wrong, below. */
function drawTexts(
  grid: Grid,
  {actorRows}: Geometry,
  edge: EdgeReport,
  {top, left, right, fillEnd}: TextPlace,
): void {
  const fault = edgeFaultLines(edge);
  const fill: Piece = [
    actorRows > 3 ? formatPercentInline(edge.fillNow) : compactPercent(edge.fillNow),
    fault === undefined ? 'pile' : 'alarm',
    'bold',
  ];
  const head = top + (actorRows > 3 ? 0 : 1);
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
  put(1, formatRoundTrip(edge), 'dim');
}

/** Formats the time of a round trip and the number of refusals. */
function formatRoundTrip({roundTripMs, refused}: EdgeReport): string {
  const trip = roundTripMs === null ? '' : `trip ${formatMs(roundTripMs).trim()}`;
  return refused === 0 ? trip : `${trip} ${formatShort(refused).trim()} refused`.trim();
}

/** Columns of a name, and of a share. */
const [nameColumns, shareColumns] = [11, 4];

/**
 * Draws an edge on one row, for the list and for diagrams that have no room beside them: its name,
 * its fill, its ends with the pipe between them, and its figures or what is wrong.
 */
export function drawEdgeRow(grid: Grid, row: number, index: number, scene: Scene): void {
  const edge = scene.figures.edges[index];
  const bars = scene.snapshot.edges[index];
  if (edge === undefined || bars === undefined) return;
  const fault = edgeFaultLines(edge);
  const isFaulty = fault !== undefined;
  grid.put(row, 1, edge.name.slice(0, nameColumns - 2), 'text');
  const share = compactPercent(edge.fillNow);
  grid.right(row, nameColumns + shareColumns - 1, [[share, isFaulty ? 'alarm' : 'pile', 'bold']]);
  const forms: readonly (readonly Piece[])[] = isFaulty
    ? [[[fault.join(' '), 'alarm', 'bold']], [[fault[0].replace(',', ''), 'alarm', 'bold']]]
    : [
        [[`${formatRateInline(edge.perSecond)}  ${formatRoundTrip(edge)}`, 'dim']],
        [[formatRateInline(edge.perSecond), 'dim']],
      ];
  const start = nameColumns + shareColumns;
  const ends = edge.direction === 'out' ? [edge.actor, edge.peer] : [edge.peer, edge.actor];
  const words = ends.reduce((sum, end) => sum + end.length + 1, 0);
  const isWide = grid.columns >= 60;
  const room = (pieces: readonly Piece[]) =>
    grid.columns - start - (isWide ? words : 0) - widthOfPieces(pieces) - 3;
  const note = forms.find((form) => room(form) >= 8) ?? forms.at(-1) ?? [];
  const width = Math.max(1, Math.min(40, room(note)));
  const role: Role = isFaulty ? 'alarm' : 'pile';
  let next = isWide ? grid.put(row, start, ends[0] ?? '', 'dim') + 1 : start;
  const {line, heap} = drawHeap(bars.fillNow, 0, width);
  next = grid.put(row, next, line, isFaulty ? 'alarm' : 'flow');
  next = grid.put(row, next, heap, role);
  next = grid.put(row, next, '►', isFaulty ? 'alarm' : 'flow') + 1;
  if (isWide) next = grid.put(row, next, ends[1] ?? '', 'dim') + 1;
  grid.pieces(row, next, note);
}
