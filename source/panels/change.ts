/** Draws the effect of the last change: before and after, as a line or as a panel with bars. */
import type {SegmentReport, Snapshot} from '../engine/index.ts';
import {drawEighths} from '../format/bar.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {formatMs, formatRateInline, formatTime} from '../format/number.ts';
import {drawHeading} from './heading.ts';
import type {Scene} from './scene.ts';

/** Rows of the panel. */
export const changePanelRows = 6;

/** A figure before and after the change. */
interface Comparison {
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly format: (value: number) => string;
  /** Whether more is better, less is better, or neither. */
  readonly better: 1 | -1 | 0;
}

const formatNsShort = (ns: number) =>
  `${ns < 10 ? ns.toFixed(2) : ns.toFixed(ns < 100 ? 1 : 0)} ns`;

function compare({change, segments}: Snapshot): readonly Comparison[] {
  if (change === null) return [];
  const [was, is] = [segments.at(-2), segments.at(-1)];
  const cores = (segment?: SegmentReport) =>
    segment === undefined || segment.cpuSeconds === 0 || segment.seconds === 0
      ? null
      : segment.cpuSeconds / segment.seconds;
  const {before, after, actor} = change;
  return [
    {
      name: 'rate',
      before: before?.perSecond ?? null,
      after: after?.perSecond ?? null,
      format: formatRateInline,
      better: 1,
    },
    {
      name: 'latency',
      before: was?.latency?.p50Ms ?? null,
      after: is?.latency?.p50Ms ?? null,
      format: (ms) => formatMs(ms).trim(),
      better: -1,
    },
    {
      name: actor,
      before: before?.busyNsPerMessage ?? null,
      after: after?.busyNsPerMessage ?? null,
      format: formatNsShort,
      better: -1,
    },
    {
      name: 'cores',
      before: cores(was),
      after: cores(is),
      format: (value) => value.toFixed(2),
      better: 0,
    },
  ];
}

/** A ratio this close to 1 is neither better nor worse. */
const sameShare = 0.02;

/** Returns the ratio of after to before as a piece; better is green, worse is gold. */
function ratioPiece({before, after, better}: Comparison): Piece {
  if (before === null || after === null || before === 0) return ['', 'dim'];
  const ratio = after / before;
  const text = `×${ratio < 9.995 ? ratio.toFixed(2) : ratio.toFixed(ratio < 99.95 ? 1 : 0)}`;
  if (better === 0 || Math.abs(ratio - 1) < sameShare) return [text, 'text'];
  return [text, ratio > 1 === better > 0 ? 'good' : 'limit', 'bold'];
}

const [nameColumns, valueColumns] = [9, 9];

/** Draws the panel from a row on. Before the first change it says what a change would show. */
export function drawChangePanel(grid: Grid, top: number, scene: Scene): void {
  const {figures} = scene;
  const {change, segments} = figures;
  drawHeading(
    grid,
    top,
    '',
    'Last change',
    [],
    [
      ['┃', 'mark'],
      [' before  ', 'dim'],
      ['█', 'good'],
      [' after', 'dim'],
    ],
  );
  if (change === null) {
    grid.put(top + 1, 0, 'none yet', 'dim');
    return;
  }
  const at = `at ${formatTime(segments.at(-1)?.fromSeconds ?? 0)}`;
  grid.sentence(top + 1, [[change.what, 'title', 'plain']], grid.columns - at.length - 2);
  grid.right(top + 1, grid.columns, [[at, 'dim']]);
  for (const [index, comparison] of compare(figures).entries()) {
    drawComparison(grid, top + 2 + index, comparison);
  }
}

function drawComparison(grid: Grid, row: number, comparison: Comparison): void {
  const {name, before, after, format, better} = comparison;
  const show = (value: number | null, none: string) => (value === null ? none : format(value));
  grid.put(row, 0, name.slice(0, nameColumns - 1), 'dim');
  const beforeEnd = nameColumns + valueColumns;
  grid.right(row, beforeEnd, [[show(before, '-'), 'dim']]);
  grid.put(row, beforeEnd, ' →', 'dim');
  const afterEnd = beforeEnd + 2 + valueColumns + 1;
  grid.right(row, afterEnd, [[show(after, 'measuring'), after === null ? 'dim' : 'text']]);
  const ratio = ratioPiece(comparison);
  grid.right(row, afterEnd + 8, [ratio]);
  const [start, width] = [afterEnd + 10, grid.columns - afterEnd - 10];
  if (before === null || after === null || width < 6) return;
  const greatest = Math.max(before, after, Number.MIN_VALUE);
  const role = better === 0 ? 'busy' : ratio[1] === 'text' ? 'good' : (ratio[1] ?? 'good');
  grid.put(row, start, drawEighths(after / greatest, width), role);
  grid.put(row, start + Math.max(0, Math.ceil((before / greatest) * width) - 1), '┃', 'mark');
}

/** Returns the time of a message before and after, with one unit: `0.57 → 0.53 ns each`. */
function eachPieces({before, after, format}: Comparison): Piece[] {
  const was = format(before ?? 0).replace(/ ns$/, '');
  return [['  '], [`${was} → `, 'dim'], [format(after ?? 0)], [' each', 'dim']];
}

/** Returns the last change as one line: when, what, and the figures that fit. */
export function changeLine({figures}: Scene, columns: number): readonly Piece[] {
  const {change, segments} = figures;
  if (change === null) return [];
  const at = ` ${formatTime(segments.at(-1)?.fromSeconds ?? 0)} `;
  const [rate, , worker] = compare(figures) as [Comparison, Comparison, Comparison];
  const lead: Piece[] = [
    [at, 'dim'],
    ['~ ', 'mark'],
    [change.what, 'title'],
  ];
  const figuresOf = ({before, after, format}: Comparison): Piece[] => [
    ['  '],
    [before === null ? 'not measured' : format(before), 'dim'],
    [' → ', 'dim'],
    [after === null ? 'measuring' : format(after)],
  ];
  const ratio = ratioPiece(rate);
  const rates = [...figuresOf(rate), ...(ratio[0] === '' ? [] : ([[' '], ratio] as Piece[]))];
  const each: Piece[] = worker.after === null || worker.before === null ? [] : eachPieces(worker);
  const all = [...lead, ...rates, ...each];
  if (widthOfPieces(all) <= columns) return all;
  const some = [...lead, ...rates];
  if (widthOfPieces(some) <= columns) return some;
  // The figures come first, so that the cut takes other text.
  return [[at, 'dim'], ['~', 'mark'], ...rates, ['  '], [change.what, 'dim']];
}
