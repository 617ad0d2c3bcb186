/** Draws the line of a pipe with what waits in it. */
import type {Grid} from '../format/grid.ts';
import {drawHeap, drawHeapEdge} from '../format/heap.ts';
import type {Role} from '../format/roles.ts';
import type {Geometry} from './geometry.ts';

/** The line of a pipe: its row, its first column, and the column of its arrow. */
export interface PipeLine {
  readonly row: number;
  readonly start: number;
  readonly end: number;
  readonly isThick: boolean;
}

/** What a pipe contains, as shares of its capacity, and the roles of its heap and its line. */
export interface PipeContent {
  readonly fillNow: number;
  /** The highest fill so far; 0 shows none. */
  readonly high: number;
  readonly pile: Role;
  readonly flow: Role;
}

/** Draws the line of a pipe with its heap and its high-water mark. */
export function drawPipeLine(
  grid: Grid,
  geometry: Geometry,
  {row, start, end, isThick}: PipeLine,
  {fillNow, high, pile, flow}: PipeContent,
): void {
  const width = end - start;
  const {line, heap} = drawHeap(fillNow, high, width);
  // A line that limits is heavy, as the frame of an actor that limits is.
  const drawn = flow === 'limit' ? line.replaceAll('─', '━') : line;
  for (const [index, character] of [...drawn].entries()) {
    grid.put(row, start + index, character, character === '┃' ? 'mark' : flow);
  }
  grid.put(row, end - heap.length, heap, pile);
  if (!isThick) return;
  const edge = (offset: number, part: 'upper' | 'full' | 'lower') => {
    const cells = drawHeapEdge(fillNow, width, part);
    grid.put(row + offset, end - cells.length, cells, pile);
  };
  const reach = geometry.actorRows === 6 ? 2 : 1;
  edge(-reach, 'upper');
  edge(reach, 'lower');
  for (let offset = 1; offset < reach; offset++) {
    edge(-offset, 'full');
    edge(offset, 'full');
  }
}
