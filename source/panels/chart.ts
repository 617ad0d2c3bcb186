/** Draws the throughput over time as a filled area, newest at the right. */
import type {Snapshot} from '../engine/index.ts';
import {allowedPerSecond} from '../format/allowance.ts';
import {type AreaColumn, drawAreaColumn, scaleTop} from '../format/area.ts';
import {drawBrailleColumn} from '../format/braille.ts';
import {toFlags} from '../format/flags.ts';
import type {Grid, Piece} from '../format/grid.ts';
import {formatRateInline, formatShort} from '../format/number.ts';
import {plotCurve} from '../format/plot.ts';
import {headOf, type Role, shadeOf} from '../format/roles.ts';
import {
  axisLabels,
  binValues,
  columnOf,
  createTimeline,
  type Timeline,
  timeOf,
} from '../format/timeline.ts';
import {drawHeading} from './heading.ts';
import {modeRole, type Scene} from './scene.ts';

/** Columns of the labels and the axis. */
export const gutter = 8;
/** Rows of a chart without its plot: the time axis. */
const axisRows = 1;

/** The rows of a chart. */
export interface ChartSpace {
  readonly top: number;
  readonly rows: number;
  readonly hasHeading: boolean;
  readonly hasFlags: boolean;
}

/** Draws the heading of the throughput: its rate where there is no great number, mean and peak. */
export function drawChartHeading(
  grid: Grid,
  row: number,
  {figures}: Scene,
  hasRate: boolean,
): void {
  const {throughput, settings} = figures;
  const rate: Piece[] = hasRate
    ? [[` ${formatRateInline(throughput.nowPerSecond)}`, modeRole(figures, settings), 'bold']]
    : [];
  drawHeading(grid, row, '1', 'Throughput', rate, [
    ['mean ', 'dim'],
    [formatRateInline(throughput.meanPerSecond)],
    ['  peak ', 'dim'],
    [formatRateInline(throughput.peakPerSecond)],
  ]);
}

/** Draws the flags, the area and the time axis. */
export function drawChart(grid: Grid, {top, rows, hasFlags}: ChartSpace, scene: Scene): void {
  const flagRows = hasFlags ? 1 : 0;
  const plotRows = rows - flagRows - axisRows;
  if (plotRows < 1 || grid.columns <= gutter) return;
  const timeline = createTimeline(scene.figures.activeSeconds, grid.columns - gutter);
  const plotTop = top + flagRows;
  const chart = measure(timeline, scene);
  if (scene.symbols.isUnicode) {
    drawScale(grid, plotTop, plotRows, chart.top);
    drawArea(grid, plotTop, plotRows, timeline, chart, scene);
  } else {
    drawCurve(grid, plotTop, plotRows, chart, scene);
  }
  if (hasFlags) drawFlags(grid, top, plotTop + plotRows, timeline, scene);
  if (scene.symbols.isUnicode) drawAllowance(grid, plotTop, plotRows, chart);
  for (const {column, text} of axisLabels(timeline)) {
    grid.put(plotTop + plotRows, gutter + column, text, 'dim');
  }
}

interface Chart {
  readonly values: ReadonlyArray<number | undefined>;
  readonly parts: number;
  readonly top: number;
  /** What the beats allow; `undefined` if that is not shown. */
  readonly allowance: number | undefined;
}

/** What the beats allow is shown up to so many times of what was reached. */
const allowanceFactor = 1.6;

function measure(timeline: Timeline, {figures, trail, symbols}: Scene): Chart {
  const parts = symbols.isBraille ? 2 : 1;
  const values = binValues(timeline, trail, parts);
  const greatest = Math.max(0, ...values.map((value) => value ?? 0));
  const allowed = allowedPerSecond(figures, figures.settings);
  const isShown = allowed !== undefined && greatest > 0 && allowed <= greatest * allowanceFactor;
  const allowance = isShown ? allowed : undefined;
  return {values, parts, top: scaleTop(Math.max(greatest, allowance ?? 0)), allowance};
}

/** Draws the axis with its labels, and guides across. */
function drawScale(grid: Grid, plotTop: number, rows: number, top: number): void {
  const axis = gutter - 1;
  for (let row = 0; row < rows; row++) grid.put(plotTop + row, axis, '│', 'frame');
  const label = (row: number, value: number, end: string) => {
    grid.right(plotTop + row, axis, [[value === 0 ? '0' : formatShort(value).trim(), 'dim']]);
    grid.put(plotTop + row, axis, end, 'frame');
    if (value > 0) grid.put(plotTop + row, gutter, '┈'.repeat(grid.columns - gutter), 'frame');
  };
  // Without a rate there is no scale.
  if (top > 1) label(0, top, '┐');
  // Of an odd number of rows, the middle of the middle one is the half.
  if (top > 1 && rows > 3) label(Math.floor(rows / 2), top / 2, '│');
  if (rows > 1) label(rows - 1, 0, '┘');
}

function drawArea(
  grid: Grid,
  plotTop: number,
  rows: number,
  timeline: Timeline,
  {values, parts, top}: Chart,
  {figures}: Scene,
): void {
  const columns: AreaColumn[] = Array.from({length: timeline.columns}, (_, column) =>
    parts === 2
      ? drawBrailleColumn([values[column * 2], values[column * 2 + 1]], top, rows)
      : drawAreaColumn(values[column] ?? 0, top, rows),
  );
  const heads = columns.map((cells) => cells.findIndex((cell) => cell?.isHead));
  for (const [column, cells] of columns.entries()) {
    const area = modeAt(figures, timeOf(timeline, column) + timeline.stepSeconds / 2);
    for (const [row, cell] of cells.entries()) {
      if (cell === undefined) continue;
      const isEdge = cell.isHead || isBelowEdge(heads, column, row);
      const role: Role = isEdge ? headOf(area) : shadeOf(area, 1 - row / Math.max(1, rows - 1));
      grid.put(plotTop + row, gutter + column, cell.character, role);
    }
  }
}

/** Columns at either side in which a rise for a moment ends. */
const riseColumns = 2;

/**
 * Whether a cell continues the bright edge of its neighbours: it is below the head of a column, and
 * at both sides heads are in its row. Otherwise a rate that swings about the border of two rows
 * would have stripes.
 */
function isBelowEdge(heads: readonly number[], column: number, row: number): boolean {
  if (heads[column] !== row - 1) return false;
  const before = heads.slice(Math.max(0, column - riseColumns), column);
  const after = heads.slice(column + 1, column + 1 + riseColumns);
  return before.includes(row) && after.includes(row);
}

/** Returns the colour of the mode at a time of the run. */
function modeAt(figures: Snapshot, seconds: number) {
  const segment = figures.segments.findLast(({fromSeconds}) => fromSeconds <= seconds);
  return modeRole(figures, segment?.settings ?? figures.settings);
}

/**
 * Draws what the beats allow where the chart is blank, with its words at the first place for them:
 * between flags, shorter between flags, otherwise across the line of a flag. Without a place, the
 * line is left out.
 */
function drawAllowance(grid: Grid, plotTop: number, rows: number, {allowance, top}: Chart): void {
  if (allowance === undefined) return;
  const level = Math.min(rows - 1, Math.floor((allowance / top) * rows * 0.9999));
  const row = plotTop + rows - 1 - level;
  const rate = formatShort(allowance).trim();
  const cells = Array.from({length: grid.columns - gutter}, (_, column) =>
    grid.at(row, gutter + column),
  );
  const [long, short] = [`╌ beats allow ${rate} ╌`, `╌ beats ${rate} ╌`];
  const places = [
    [long, ' ┈'],
    [short, ' ┈'],
    [long, ' ┈┊'],
  ].map(([words = '', free = '']) => ({
    words,
    place: cells.join('').search(new RegExp(`[${free}]{${words.length}}`)),
  }));
  const found = places.find(({place}) => place !== -1);
  if (found === undefined) return;
  for (const [column, cell] of cells.entries()) {
    if (' ┈'.includes(cell)) grid.put(row, gutter + column, '╌', 'limit');
  }
  grid.put(row, gutter + found.place, found.words, 'limit');
}

/** Draws the curve with asciichart, for terminals without block characters. */
function drawCurve(
  grid: Grid,
  plotTop: number,
  rows: number,
  {values, top}: Chart,
  scene: Scene,
): void {
  const lines = plotCurve([values], top, rows, scene.symbols, gutter - 2);
  for (const [row, line] of lines.entries()) grid.put(plotTop + row, 0, line);
}

/** Draws flags above the area, with lines that fall through its blank part. */
function drawFlags(
  grid: Grid,
  row: number,
  bottom: number,
  timeline: Timeline,
  scene: Scene,
): void {
  const flags = listFlags(scene, timeline);
  for (const [index, {column, text, key, role}] of flags.entries()) {
    const at = gutter + column;
    for (let below = row + 1; below < bottom && ' ┈'.includes(grid.at(below, at)); below++) {
      grid.put(below, at, '┊', 'mark');
    }
    const next = flags[index + 1];
    const room = (next === undefined ? grid.columns : gutter + next.column) - at - 1;
    const before = flags[index - 1];
    const left = before === undefined ? gutter : gutter + before.column + before.text.length + 2;
    if (text.length <= room) grid.put(row, at, `┌${text}`, role);
    else if (next === undefined && at - text.length - 1 >= left)
      grid.right(row, at + 1, [[`${text}┐`, role]]);
    else grid.put(row, at, room > 0 ? `┌${key}` : '╷', role);
  }
}

/** Returns the flags that the timeline shows, in order: changes of settings, and restarts. */
function listFlags({figures, trail, state}: Scene, timeline: Timeline) {
  const changes = toFlags(figures, state.profiles).map((flag) => ({...flag, role: 'mark' as Role}));
  const restarts = trail.restarts.map(({atSeconds, actor}) => ({
    atSeconds,
    text: `↻ ${figures.actors[actor]?.name ?? ''}`,
    key: '↻',
    role: 'limit' as Role,
  }));
  return [...changes, ...restarts]
    .map((flag) => ({...flag, column: columnOf(timeline, flag.atSeconds)}))
    .filter(({column}) => column >= 0 && column < timeline.columns)
    .toSorted((one, other) => one.column - other.column)
    .filter(({column}, index, all) => column !== all[index + 1]?.column);
}

/** Whether the chart has flags to show. */
export function hasFlags(scene: Scene, columns: number): boolean {
  const timeline = createTimeline(scene.figures.activeSeconds, columns - gutter);
  return listFlags(scene, timeline).length > 0;
}
