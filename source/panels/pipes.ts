/** Draws the channels of a diagram as pipes with what waits in them. */
import type {ChannelReport} from '../engine/index.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {formatBinary, formatPercentInline} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {compactPercent, isLimit} from './boxes.ts';
import {isAlarmed, isHandover} from './channel-note.ts';
import {bandTop, type Geometry, lineOffset, type PipeCells, pipeCells} from './geometry.ts';
import {drawPipeFigures} from './pipe-figures.ts';
import {drawPipeLine} from './pipe-line.ts';
import type {Route} from './plan.ts';
import type {Scene} from './scene.ts';

/** Draws all channels. The boxes are drawn before. */
export function drawPipes(grid: Grid, geometry: Geometry, scene: Scene): void {
  const {routes} = geometry.plan;
  for (const route of routes) {
    const cells = pipeCells(geometry, route);
    drawLine(grid, geometry, scene, route, cells);
    drawBend(grid, geometry, scene, route, cells);
    drawHead(grid, geometry, scene, route, cells);
  }
  for (const route of routes) {
    drawPipeFigures(grid, geometry, scene, route, pipeCells(geometry, route));
  }
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
  const flow = flowRole(scene, route.channel);
  drawPipeLine(grid, geometry, {row, start, end, isThick}, {fillNow, high, pile, flow});
}

/** Returns the role of a channel's line: that of the limit if its hand-over limits. */
function flowRole(scene: Scene, channel: number): Role {
  return isHandover(scene, scene.figures.channels[channel] as ChannelReport) ? 'limit' : 'flow';
}

/** Draws where the line leaves its sender and reaches its receiver. */
function drawBend(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  {kind, band, from, to, channel}: Route,
  {start, end}: PipeCells,
): void {
  const row = bandTop(geometry, band) + lineOffset(geometry, kind);
  const isHeavy = isLimit(scene, from.actor);
  const flow = flowRole(scene, channel);
  if (kind === 'down') {
    const border = bandTop(geometry, from.band + 1);
    grid.put(border, start, '┬', isHeavy ? 'limit' : 'frame');
    for (let at = border + 1; at < row; at++) grid.put(at, start, '│', flow);
    grid.put(row, start, '╰', flow);
  } else {
    grid.put(row, start - 1, isHeavy ? '┠' : '├', isHeavy ? 'limit' : 'frame');
  }
  if (kind !== 'up') {
    grid.put(row, end, '►', flow);
    return;
  }
  const border = bandTop(geometry, to.band + 1);
  grid.put(row, end, '╯', flow);
  for (let at = border + 1; at < row; at++) grid.put(at, end, '│', flow);
  grid.put(border, end, '▲', flow);
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
