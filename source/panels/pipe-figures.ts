/** Draws the figures of a channel below its line: rate, high-water mark, note and sparkline. */
import type {ChannelReport} from '../engine/index.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {
  formatBinary,
  formatCount,
  formatPercentInline,
  formatRateInline,
  formatShort,
} from '../format/number.ts';
import {channelNote} from './channel-note.ts';
import {bandTop, type Geometry, type PipeCells} from './geometry.ts';
import type {Route} from './plan.ts';
import {rateOf, type Scene} from './scene.ts';
import {drawChannelSparkline, sparklineColumnsMin} from './sparkline.ts';

/** Draws the figures of a channel. The boxes, and the heads of all channels, are drawn before. */
export function drawPipeFigures(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  route: Route,
  cells: PipeCells,
): void {
  if (route.kind === 'straight') drawStraightFigures(grid, geometry, scene, route, cells);
  else drawBentFigures(grid, geometry, scene, route, cells);
}

/** Draws the rate and the high-water mark; below them, where that row is free, the course. */
function drawStraightFigures(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  {channel, band}: Route,
  {gapStart, gapEnd}: PipeCells,
): void {
  const report = scene.figures.channels[channel] as ChannelReport;
  const isWide = geometry.actorRows > 3;
  const row = bandTop(geometry, band) + geometry.actorRows;
  const [left, end] = [gapStart + 1, gapEnd - 1];
  const rate: Piece = [formatRateInline(rateOf(scene, channel)), isWide ? 'text' : 'dim'];
  const note = channelNote(scene, report, end - left);
  const hasOwnRow = grid.isBlank(row + 1, left, end);
  const next = grid.pieces(row, left, [hasOwnRow ? rate : (note ?? rate)]);
  const room = end - next - 2 - (hasOwnRow ? 0 : sparklineColumnsMin);
  const mark = isWide ? highMark(report, room) : undefined;
  const markStart = mark === undefined ? end + 1 : grid.right(row, end, mark);
  if (!hasOwnRow) {
    drawChannelSparkline(grid, row, next + 1, markStart - 1, scene, channel);
    return;
  }
  const start = note === undefined ? left : grid.pieces(row + 1, left, [note]) + 1;
  drawChannelSparkline(grid, row + 1, start, end, scene, channel);
}

/** Returns the high-water mark in at most so many columns. */
function highMark(
  {highWaterMessages, capacityMessages}: ChannelReport,
  columns: number,
): Piece[] | undefined {
  const high = formatPercentInline(highWaterMessages / capacityMessages);
  const marks = [` high ${high}`, ` ${high}`].map((text): Piece[] => [
    ['┃', 'mark'],
    [text, 'dim'],
  ]);
  return marks.find((pieces) => widthOfPieces(pieces) <= columns);
}

/** Draws the rate of a channel that rises or falls, and what the schedule sends over it. */
function drawBentFigures(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  {channel, band}: Route,
  {gapStart, gapEnd, end}: PipeCells,
): void {
  const report = scene.figures.channels[channel] as ChannelReport;
  const [row, left] = [bandTop(geometry, band) + 3, gapStart + 1];
  const isWide = geometry.actorRows > 3;
  const isBeat = scene.figures.beat?.channel === report.name;
  const rate = isBeat
    ? formatBeatRate(scene, channel, isWide)
    : formatRateInline(rateOf(scene, channel));
  const room = gapEnd - left;
  const next = grid.pieces(row, left, [channelNote(scene, report, room) ?? [rate, 'dim']]);
  if (isBeat) grid.put(row + 1, left, formatSent(scene, room), 'dim');
  // The beats of a schedule have no course to show.
  const isScheduled = isBeat && scene.figures.beat?.periodMs !== 0;
  if (isWide && !isScheduled) {
    drawChannelSparkline(grid, row, next + 1, end - 1, scene, channel);
  }
}

function formatBeatRate(scene: Scene, channel: number, isWide: boolean): string {
  const {beat, settings} = scene.figures;
  if (beat === null || beat.periodMs === 0) {
    return `${formatShort(rateOf(scene, channel)).trim()}/s taken`;
  }
  const perSecond = formatCount(Number((1_000 / beat.periodMs).toPrecision(3)));
  return `${perSecond}/s${isWide ? ` × ${formatBinary(settings.batchMessages)}` : ''}`;
}

/** Formats the beats that were sent and skipped, so that they fit about so many columns. */
function formatSent({figures: {beat}}: Scene, columns: number): string {
  if (beat === null) return '';
  const {sent, target, skipped} = beat;
  const counted = formatCount(sent);
  const text = target === null ? `${counted} sent` : `${counted} of ${formatCount(target)}`;
  if (skipped === 0) return text;
  const skips = `, ${formatCount(skipped)} skipped`;
  // Right of the gap, there is room for some more.
  const forms = target === null ? [text + skips, counted + skips] : [text + skips];
  return forms.find(({length}) => length <= columns + 8) ?? text;
}
