/** Draws the run on a single row: state, throughput, and what limits it with its key. */
import {advise} from '../format/coach.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {drawHeap} from '../format/heap.ts';
import {formatRateInline} from '../format/number.ts';
import {compactPercent} from './boxes.ts';
import {coachHead} from './coach.ts';
import {findMainPath} from './main-path.ts';
import {modeRole, type Scene} from './scene.ts';
import {statusHead, trimToFit} from './status.ts';

/** Columns of a channel in the row. */
const heapColumns = 4;

/** Draws the row. Actors and channels stand in it only where they all fit. */
export function drawOneLine(grid: Grid, scene: Scene): void {
  const {figures, state} = scene;
  const rate = formatRateInline(figures.throughput.nowPerSecond);
  const head = trimToFit(statusHead(scene, true), grid.columns);
  const next = grid.pieces(0, 0, [
    ...head,
    [' '],
    [rate, modeRole(figures, figures.settings), 'bold'],
  ]);
  if (state.notice !== null) {
    grid.put(0, next + 2, state.notice, 'title');
    return;
  }
  const advice = advise(figures, scene.isReadOnly);
  const key: Piece[] = advice.key === '' ? [] : [[' '], [advice.key, 'key']];
  const tail = [...coachHead(advice), ...key];
  if (next + widthOfPieces(tail) + 1 > grid.columns) return;
  const end = grid.right(0, grid.columns, tail);
  const flow = flowPieces(scene);
  if (next + 2 + widthOfPieces(flow) < end) grid.pieces(0, next + 2, flow);
}

/** Returns the way of the counted messages: actors with their work, channels with their heaps. */
function flowPieces({snapshot}: Scene): readonly Piece[] {
  const path = findMainPath(snapshot);
  const actor = (name: string): Piece[] => {
    const {busyNow = 0} = snapshot.actors.find((candidate) => candidate.name === name) ?? {};
    return [
      [`${shorten(name)} `, 'dim'],
      [compactPercent(busyNow), 'busy'],
    ];
  };
  return path.flatMap(({from, to, fillNow}, index): Piece[] => {
    const {line, heap} = drawHeap(fillNow, 0, heapColumns);
    return [
      ...(index === 0 ? actor(from) : []),
      [` ${line}`, 'flow'],
      [heap, 'pile'],
      ['► ', 'flow'],
      ...actor(to),
    ];
  });
}

/** Shortens a name to three letters: its first ones, or those of `worker`, whose r says more. */
function shorten(name: string): string {
  return name === 'worker' ? 'wrk' : name.slice(0, 3);
}
