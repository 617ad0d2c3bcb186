import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';

/**
 * Draws a heading on a rule: the key of the panel, its title, and notes after it and at the right
 * end. A narrow panel leaves the right note out.
 */
export function drawHeading(
  grid: Grid,
  row: number,
  key: string,
  title: string,
  after: readonly Piece[],
  note: readonly Piece[],
  start = 0,
  end = grid.columns,
): void {
  grid.put(row, start, '─'.repeat(Math.max(0, end - start)), 'frame');
  const lead: Piece[] = [
    [' '],
    ...(key === '' ? [] : ([[`${key} `, 'key']] as Piece[])),
    [title, 'title'],
    ...after,
    [' '],
  ];
  const next = grid.pieces(row, start + 1, lead);
  const width = widthOfPieces(note);
  if (width > 0 && next + width + 5 <= end) grid.right(row, end - 1, [[' '], ...note, [' ']]);
}
