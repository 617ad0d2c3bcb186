/** Draws the channels of a diagram as pipes with what waits in them. */
import type {ChannelReport} from '../engine/index.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {
  formatBinary,
  formatCount,
  formatPercentInline,
  formatRateInline,
  formatShort,
} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {compactPercent, isLimit} from './boxes.ts';
import {bandTop, type Geometry, lineOffset, type PipeCells, pipeCells} from './geometry.ts';
import {drawPipeLine} from './pipe-line.ts';
import type {Route} from './plan.ts';
import {rateOf, type Scene} from './scene.ts';
import {drawChannelSparkline, sparklineColumnsMin} from './sparkline.ts';

/** Draws all channels. The boxes are drawn before. */
export function drawPipes(grid: Grid, geometry: Geometry, scene: Scene): void {
  for (const route of geometry.plan.routes) {
    const cells = pipeCells(geometry, route);
    drawLine(grid, geometry, scene, route, cells);
    drawBend(grid, geometry, scene, route, cells);
    drawHead(grid, geometry, scene, route, cells);
    drawFigures(grid, geometry, scene, route, cells);
  }
}

/** A channel with an alert whose usual fill is below this share has emptied. */
const nearlyFull = 0.75;

/** Whether an active alert names the channel. */
export function isAlarmed({alertKinds}: Scene, channel: string): boolean {
  return alertKinds.has(channel);
}

/** Draws the line with its heap, which is thick where there is room. */
function drawLine(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  route: Route,
  {start, end}: PipeCells,
): void {
  const {name, fillNow, highWaterMessages, capacityMessages} = scene.snapshot.channels[
    route.channel
  ] as ChannelReport;
  const row = bandTop(geometry, route.band) + lineOffset(geometry, route.kind);
  const isThick = route.kind === 'straight' && geometry.actorRows > 3;
  const pile: Role = isAlarmed(scene, name) ? 'alarm' : 'pile';
  const high = highWaterMessages / capacityMessages;
  drawPipeLine(grid, geometry, {row, start, end, isThick}, {fillNow, high, pile, flow: 'flow'});
}

/** Draws where the line leaves its sender and reaches its receiver. */
function drawBend(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  {kind, band, from, to}: Route,
  {start, end}: PipeCells,
): void {
  const row = bandTop(geometry, band) + lineOffset(geometry, kind);
  const isHeavy = isLimit(scene, from.actor);
  if (kind === 'down') {
    const border = bandTop(geometry, from.band + 1);
    grid.put(border, start, '┬', isHeavy ? 'limit' : 'frame');
    for (let at = border + 1; at < row; at++) grid.put(at, start, '│', 'flow');
    grid.put(row, start, '╰', 'flow');
  } else {
    grid.put(row, start - 1, isHeavy ? '┠' : '├', isHeavy ? 'limit' : 'frame');
  }
  if (kind !== 'up') {
    grid.put(row, end, '►', 'flow');
    return;
  }
  const border = bandTop(geometry, to.band + 1);
  grid.put(row, end, '╯', 'flow');
  for (let at = border + 1; at < row; at++) grid.put(at, end, '│', 'flow');
  grid.put(border, end, '▲', 'flow');
}

/** Draws the name of the channel and its fill. */
function drawHead(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  {channel, band, kind}: Route,
  {gapStart, gapEnd}: PipeCells,
): void {
  const {name, fillNow, capacityMessages} = scene.figures.channels[channel] as ChannelReport;
  const isThick = geometry.actorRows > 3 && kind === 'straight';
  const row = bandTop(geometry, band) + (isThick ? 0 : 1);
  const role: Role = isAlarmed(scene, name) ? 'alarm' : 'pile';
  const isWide = geometry.actorRows > 3;
  const fill: Piece[] = [
    [isWide ? formatPercentInline(fillNow) : compactPercent(fillNow), role, 'bold'],
  ];
  const capacity: Piece = [` of ${formatBinary(capacityMessages)}`, 'dim'];
  const room = gapEnd - gapStart - 2 - name.length - 1;
  if (isThick && widthOfPieces([...fill, capacity]) <= room) fill.push(capacity);
  // A narrow gap gives up its right margin.
  const margin = widthOfPieces(fill) > room ? 0 : 1;
  const start = grid.right(row, gapEnd - margin, fill);
  grid.put(row, gapStart + 1, name.slice(0, Math.max(1, start - gapStart - 2)), 'title');
}

/** Draws the rate below the line, its course of the last minutes, and what else has room. */
function drawFigures(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  route: Route,
  cells: PipeCells,
): void {
  const report = scene.figures.channels[route.channel] as ChannelReport;
  const top = bandTop(geometry, route.band);
  if (route.kind === 'straight') {
    drawStraightFigures(
      grid,
      top + geometry.actorRows,
      geometry.actorRows > 3,
      scene,
      route,
      cells,
    );
    return;
  }
  const [row, left] = [top + 3, cells.gapStart + 1];
  const isBeat = scene.figures.beat?.channel === report.name;
  const rate: Piece = isBeat
    ? [formatBeatRate(scene, route, geometry.actorRows > 3), 'dim']
    : [formatRateInline(rateOf(scene, route.channel)), 'dim'];
  const room = cells.gapEnd - left;
  const next = grid.pieces(row, left, [channelNote(scene, report, room) ?? rate]);
  drawChannelSparkline(grid, row, next + 1, cells.end - 1, scene, route.channel);
  if (isBeat) grid.put(row + 1, left, formatSent(scene, room), 'dim');
}

/** Draws the rate of a straight channel, its course, and its high-water mark on one row. */
function drawStraightFigures(
  grid: Grid,
  row: number,
  isWide: boolean,
  scene: Scene,
  {channel}: Route,
  {gapStart, gapEnd}: PipeCells,
): void {
  const report = scene.figures.channels[channel] as ChannelReport;
  const [left, end] = [gapStart + 1, gapEnd - 1];
  const rate = formatRateInline(rateOf(scene, channel));
  const shown = isWide ? rate : rate.replace(' ', '');
  const note = channelNote(scene, report, gapEnd - left);
  const next = grid.pieces(row, left, [note ?? [shown, isWide ? 'text' : 'dim']]);
  const high = formatPercentInline(report.highWaterMessages / report.capacityMessages);
  const marks = [` high ${high}`, ` ${high}`].map((text): Piece[] => [
    ['┃', 'mark'],
    [text, 'dim'],
  ]);
  const room = (mark: readonly Piece[]) => end - next - 2 - widthOfPieces(mark);
  const mark = isWide ? marks.find((pieces) => room(pieces) >= sparklineColumnsMin) : undefined;
  const sparklineEnd = mark === undefined ? end : grid.right(row, end, mark) - 1;
  drawChannelSparkline(grid, row, next + 1, sparklineEnd, scene, channel);
}

/**
 * Returns the words that replace the rate, in at most so many columns: the limit of a hand-over, or
 * an alert. An alert stays for a moment after its channel has emptied: then it is past.
 */
export function channelNote(
  {figures, alertKinds}: Scene,
  {from, to, name, fillNow}: ChannelReport,
  columns: number,
): Piece | undefined {
  const {limit} = figures;
  const longestOf = (texts: readonly string[]) =>
    texts.find(({length}) => length <= columns) ?? (texts.at(-1) as string);
  const ends = limit.kind === 'handover' ? [limit.from, limit.to] : [];
  if (ends.includes(from) && ends.includes(to)) {
    return [longestOf(['LIMIT handover', 'LIMIT']), 'limit', 'bold'];
  }
  if (!alertKinds.has(name)) return undefined;
  if (fillNow < nearlyFull) return [longestOf(['was nearly full', 'was full']), 'dim'];
  return [longestOf(['NEARLY FULL', 'FULL']), 'alarm', 'bold'];
}

function formatBeatRate(scene: Scene, {channel}: Route, isWide: boolean): string {
  const {beat, settings} = scene.figures;
  if (beat === null || beat.periodMs === 0) {
    const rate = formatShort(rateOf(scene, channel)).trim();
    return `${rate}/s taken`;
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
