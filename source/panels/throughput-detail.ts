/** Draws the throughput alone, with asciichart: what was, and what the beats allowed. */
import type {Snapshot} from '../engine/index.ts';
import {scaleTop} from '../format/area.ts';
import type {Grid, Piece} from '../format/grid.ts';
import {formatCount, formatMs, formatRateInline} from '../format/number.ts';
import {plotCurve} from '../format/plot.ts';
import type {Role} from '../format/roles.ts';
import {axisLabels, binValues, createTimeline, type Timeline, timeOf} from '../format/timeline.ts';
import {gutter} from './chart.ts';
import {drawHeading} from './heading.ts';
import {modeRole, nsEach, type Scene} from './scene.ts';

/** Rows below the chart: the time axis, and two rows of figures. */
const footRows = 3;
const quarterRows = 9;
const labelColumns = 10;

/** Draws the panel on the whole grid. It shows the whole run, an hour at most. */
export function drawThroughputDetail(grid: Grid, scene: Scene): void {
  const {figures, trail, symbols} = scene;
  const role = modeRole(figures, figures.settings);
  const rate: Piece[] = [[` ${formatRateInline(figures.throughput.nowPerSecond)}`, role, 'bold']];
  drawHeading(grid, 0, '1', 'Throughput', rate, [
    ['─', role],
    [' throughput  ', 'dim'],
    ['─', 'limit'],
    [' what the beats allow', 'dim'],
  ]);
  const free = grid.rows - 1 - footRows;
  // Quarters of the scale fall on rows where there is room for them.
  const rows = free >= quarterRows ? free - ((free - 1) % 4) : free;
  if (rows < 2 || grid.columns <= gutter + 2) return;
  const timeline = createTimeline(figures.activeSeconds, grid.columns - gutter, true);
  const values = binValues(timeline, trail);
  const allowed = allowedOver(figures, timeline, values);
  const top = scaleTop(Math.max(0, ...[...values, ...allowed].map((value) => value ?? 0)));
  putCurve(grid, plotCurve([allowed], top, rows, symbols, gutter - 2), 'limit');
  putCurve(grid, plotCurve([values], top, rows, symbols, gutter - 2), role);
  for (const {column, text} of axisLabels(timeline)) {
    grid.put(1 + rows, gutter + column, text, 'dim');
  }
  drawFoot(grid, 2 + rows, scene);
}

/** Puts a curve and its scale. Blanks leave what is below. */
function putCurve(grid: Grid, lines: readonly string[], role: Role): void {
  for (const [row, line] of lines.entries()) {
    grid.put(1 + row, 0, line.slice(0, gutter), 'dim');
    for (const [index, character] of [...line].slice(gutter).entries()) {
      if (character !== ' ') grid.put(1 + row, gutter + index, character, role);
    }
  }
}

/**
 * Returns what the beats allowed in each column, from the settings of its segment. In a free run
 * they allow anything, so the curve follows the throughput.
 */
function allowedOver(
  {segments, pipeline, settings, beat}: Snapshot,
  timeline: Timeline,
  values: ReadonlyArray<number | undefined>,
): ReadonlyArray<number | undefined> {
  const period = pipeline.settings.find(({rateOf}) => rateOf !== null && rateOf === beat?.noun);
  return values.map((value, column) => {
    if (value === undefined || period === undefined) return undefined;
    const seconds = timeOf(timeline, column);
    const own = segments.findLast(({fromSeconds}) => fromSeconds <= seconds)?.settings ?? settings;
    const periodMs = Number(own[period.name]);
    return periodMs > 0 ? (own.batchMessages * 1_000) / periodMs : value;
  });
}

function drawFoot(grid: Grid, top: number, scene: Scene): void {
  const {throughput, latency, segments, channels, pipeline, actors} = scene.figures;
  const now = segments.at(-1)?.latency ?? latency;
  const sender = channels.find(({name}) => name === pipeline.throughput)?.from;
  const actor = actors.find(({name}) => name === sender);
  const ns = actor === undefined ? null : nsEach(scene, actor);
  const middle = Math.floor(grid.columns / 2);
  const put = (row: number, left: number, label: string, text: string) => {
    grid.put(row, left, label, 'dim');
    grid.put(row, left + labelColumns, text);
  };
  const {meanPerSecond, peakPerSecond, messages} = throughput;
  const rates = `${formatRateInline(meanPerSecond)}, peak ${formatRateInline(peakPerSecond)}`;
  put(top, 0, 'mean', rates);
  put(top, middle, 'counted', formatCount(messages));
  if (now !== null) {
    const times = `${formatMs(now.p50Ms).trim()}, p99 ${formatMs(now.p99Ms).trim()}`;
    put(top + 1, 0, 'latency', times);
  }
  if (ns === null || actor === undefined) return;
  put(top + 1, middle, actor.name.slice(0, labelColumns - 1), `${ns.toFixed(2)} ns a message`);
}
