/** Draws an edge of a pipeline to other processes as a row. */
import type {EdgeReport} from '../engine/index.ts';
import {edgeEnds, edgeFaultLines, edgeNotes} from '../format/edge.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {drawHeap} from '../format/heap.ts';
import {formatRateInline} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {compactPercent} from './boxes.ts';
import type {Scene} from './scene.ts';

/** Columns of a name, and of a share. */
const [nameColumns, shareColumns] = [11, 4];
const [pipeColumnsMin, pipeColumnsMax] = [8, 40];
/** The least width of a screen on which the row names both ends of the edge. */
const endsColumnsMin = 60;

/**
 * Draws an edge on one row, for the list and for diagrams that have no room beside them: its name,
 * its fill, its ends with the pipe between them, and its figures or what is wrong.
 */
export function drawEdgeRow(grid: Grid, row: number, index: number, scene: Scene): void {
  const edge = scene.figures.edges[index];
  const bars = scene.snapshot.edges[index];
  if (edge === undefined || bars === undefined) return;
  const isFaulty = edgeFaultLines(edge) !== undefined;
  const pile: Role = isFaulty ? 'alarm' : 'pile';
  grid.put(row, 1, edge.name.slice(0, nameColumns - 2), 'text');
  const start = nameColumns + shareColumns;
  grid.right(row, start - 1, [[compactPercent(edge.fillNow), pile, 'bold']]);
  const ends = edgeEnds(edge);
  const hasEnds = grid.columns >= endsColumnsMin;
  const words = hasEnds ? ends.reduce((sum, end) => sum + end.length + 1, 0) : 0;
  const room = (note: readonly Piece[]) => grid.columns - start - words - widthOfPieces(note) - 3;
  const forms = noteForms(edge);
  const note = forms.find((form) => room(form) >= pipeColumnsMin) ?? forms.at(-1) ?? [];
  const width = Math.max(1, Math.min(pipeColumnsMax, room(note)));
  const {line, heap} = drawHeap(bars.fillNow, 0, width);
  const flow: Role = isFaulty ? 'alarm' : 'flow';
  const [from, to] = ends.map((end): Piece[] => (hasEnds ? [[`${end} `, 'dim']] : []));
  grid.pieces(row, start, [
    ...(from ?? []),
    [line, flow],
    [heap, pile],
    ['► ', flow],
    ...(to ?? []),
    ...note,
  ]);
}

/** Returns the figures of an edge, or what is wrong with it, the longest form first. */
function noteForms(edge: EdgeReport): ReadonlyArray<readonly Piece[]> {
  const fault = edgeFaultLines(edge);
  if (fault !== undefined) {
    const texts = [fault.join(' '), fault[0].replace(',', '')];
    return texts.map((text) => [[text, 'alarm', 'bold']]);
  }
  const rate = formatRateInline(edge.perSecond);
  return [`${rate}  ${edgeNotes(edge).join(' ')}`, rate].map((text) => [[text, 'dim']]);
}
