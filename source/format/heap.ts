/**
 * Draws what waits in a channel: a line, and a heap before its receiver, which fills from the right
 * to half a cell. A heap that has grown back to the sender is backpressure, and looks like it.
 */

/** One row of a channel: its cells as text, and where the heap begins in it. */
export interface HeapRow {
  /** The line of the channel and its high-water mark, left of the heap. */
  readonly line: string;
  /** The heap, at the right end. */
  readonly heap: string;
}

/** A fill below this share shows the line alone. */
const fillMin = 0.01;

/** Returns the cells of a heap, to half a cell. */
export function heapCells(fill: number, width: number): number {
  if (fill < fillMin || width <= 0) return 0;
  return Math.max(0.5, Math.round(Math.min(1, fill) * width * 2) / 2);
}

/**
 * Draws the middle row of a channel.
 * @param fill share of the capacity, 0 to 1
 * @param highWater the highest fill, as a share; its mark shows where the heap does not cover it
 */
export function drawHeap(fill: number, highWater: number, width: number): HeapRow {
  const cells = heapCells(fill, width);
  const heap = drawCells(cells, '▐', '█');
  const line = Array.from({length: Math.max(0, width - heap.length)}, () => '─');
  const mark = width - Math.ceil(Math.min(1, Math.max(0, highWater)) * width);
  if (highWater > 0 && mark < line.length) line[mark] = '┃';
  return {line: line.join(''), heap};
}

/** The rows of a thick heap, from the top. `line` is the row that `drawHeap` draws. */
export type HeapPart = 'upper' | 'full' | 'line' | 'lower';

const halves = {upper: ['▗', '▄'], full: ['▐', '█'], lower: ['▝', '▀']} as const;

/** Draws a row of a thick heap above or below its middle row. */
export function drawHeapEdge(fill: number, width: number, part: Exclude<HeapPart, 'line'>): string {
  const [half, whole] = halves[part];
  return drawCells(heapCells(fill, width), half, whole);
}

function drawCells(cells: number, half: string, whole: string): string {
  return (cells % 1 === 0 ? '' : half) + whole.repeat(Math.floor(cells));
}
