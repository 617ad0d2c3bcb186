/** Draws the line of the coach: what limits, why, and which key would change it. */
import type {Advice} from '../format/advice.ts';
import {advise} from '../format/coach.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import type {Role} from '../format/roles.ts';
import type {Scene} from './scene.ts';

/** Draws the coach on one row. The reason and the effect get shorter where there is less room. */
export function drawCoach(grid: Grid, row: number, scene: Scene): void {
  const advice = advise(scene.figures, scene.isReadOnly);
  const head = coachHead(advice);
  const headEnd = grid.pieces(row, 0, head);
  const key = coachKey(advice, grid.columns - headEnd);
  const {reason, tail} = chooseLengths(advice, key, grid.columns - headEnd);
  if (reason !== '') grid.put(row, headEnd + 1, reason, advice.tag === 'ALERT' ? 'alarm' : 'text');
  grid.right(row, grid.columns, tail);
}

/** Returns the chip and the subject of an advice. */
export function coachHead({tag, subject}: Advice): readonly Piece[] {
  const role: Role = tag === 'ALERT' ? 'alarm' : tag === 'OVER' ? 'dim' : 'limit';
  return [
    [` ${tag} `, role, 'chip'],
    ...(subject === '' ? [] : ([[' '], [subject, role, 'bold']] as Piece[])),
  ];
}

/** Returns the key in its lengths, the longest first. */
function coachKey({key, effect}: Advice, columns: number): ReadonlyArray<readonly Piece[]> {
  if (key === '') return [[]];
  const press: Piece[] = [
    ['press ', 'dim'],
    [key, 'key'],
  ];
  const all: Piece[][] = [
    ...(effect === '' ? [] : [[...press, [` ${effect}`] as Piece]]),
    press,
    [[key, 'key']],
  ];
  return [...all.filter((pieces) => widthOfPieces(pieces) < columns), []];
}

/**
 * Returns the longest key with the longest reason that fit. What the key does matters more than the
 * longer forms of the reason, and the words `press +` more than any reason.
 */
function chooseLengths(
  {reasons}: Advice,
  keys: ReadonlyArray<readonly Piece[]>,
  columns: number,
): {readonly reason: string; readonly tail: readonly Piece[]} {
  const spelled = keys.filter(({length}) => length > 1);
  for (const tail of spelled.length > 0 ? spelled : [keys[0] ?? []]) {
    for (const reason of reasons) {
      if (reason.length + widthOfPieces(tail) + 3 <= columns) return {reason, tail};
    }
  }
  return {reason: '', tail: keys.find((tail) => tail.length <= 2) ?? []};
}
