/** Draws the boxes of a diagram: threads, and the actors in them with their time as a bar. */
import type {ActorReport} from '../engine/index.ts';
import {drawGauge, waitSign} from '../format/bar.ts';
import type {Grid, Piece} from '../format/grid.ts';
import {formatMs, formatPercent, formatPercentInline, formatShort} from '../format/number.ts';
import type {Role} from '../format/roles.ts';
import {formatWait, formatWaitShort, sortWaits} from '../format/wait.ts';
import {bandTop, boxLeft, type Geometry} from './geometry.ts';
import type {Place} from './plan.ts';
import {nsEach, type Scene} from './scene.ts';
import {formatTallyVerdict, isTallied} from './tallies.ts';
import {drawThreadTitle, threadOf} from './thread-title.ts';

/** Draws all boxes. */
export function drawBoxes(grid: Grid, geometry: Geometry, scene: Scene): void {
  const {places} = geometry.plan;
  for (const place of places) {
    drawSides(grid, geometry, place, isLimit(scene, place.actor));
    drawActor(grid, geometry, place, scene);
  }
  const above = (place: Place) =>
    places.find(({layer, band}) => layer === place.layer && band === place.band - 1);
  const isLast = (place: Place) =>
    !places.some(({layer, band}) => layer === place.layer && band === place.band + 1);
  for (const place of places) {
    drawBorder(grid, geometry, scene, place.layer, place.band, above(place), place);
    if (isLast(place)) {
      drawBorder(grid, geometry, scene, place.layer, place.band + 1, place, undefined);
    }
  }
}

/** Whether an actor limits the pipeline. */
export function isLimit({figures}: Scene, actor: string): boolean {
  const {limit} = figures;
  return ['actor', 'beat', 'apart'].includes(limit.kind) && limit.by === actor;
}

function drawSides(grid: Grid, geometry: Geometry, {layer, band}: Place, isHeavy: boolean): void {
  const left = boxLeft(geometry, layer);
  for (let row = 1; row <= geometry.actorRows; row++) {
    for (const column of [left, left + geometry.boxColumns - 1]) {
      const at = bandTop(geometry, band) + row;
      grid.put(at, column, isHeavy ? '┃' : '│', isHeavy ? 'limit' : 'frame');
    }
  }
}

const cornersTop = {light: ['╭', '╮'], heavy: ['┏', '┓']} as const;
const cornersBottom = {light: ['╰', '╯'], heavy: ['┗', '┛']} as const;
const joints = {light: ['├', '┤'], below: ['┢', '┪'], above: ['┡', '┩']} as const;

/** Draws the border above `below` and below `above`, one of which may be absent. */
function drawBorder(
  grid: Grid,
  geometry: Geometry,
  scene: Scene,
  layer: number,
  band: number,
  above: Place | undefined,
  below: Place | undefined,
): void {
  const isHeavy = (place?: Place) => place !== undefined && isLimit(scene, place.actor);
  const weight = isHeavy(above) || isHeavy(below) ? 'heavy' : 'light';
  const corners =
    above === undefined
      ? cornersTop[weight]
      : below === undefined
        ? cornersBottom[weight]
        : joints[isHeavy(below) ? 'below' : isHeavy(above) ? 'above' : 'light'];
  const role = weight === 'heavy' ? 'limit' : 'frame';
  const [row, left, width] = [
    bandTop(geometry, band),
    boxLeft(geometry, layer),
    geometry.boxColumns,
  ];
  const [line, end] = [weight === 'heavy' ? '━' : '─', left + width - 2];
  grid.put(row, left, corners[0] + line.repeat(width - 2) + corners[1], role);
  let next = left + 2;
  if (isHeavy(above)) next = grid.put(row, next, ' LIMIT ', 'limit', 'bold') + 1;
  const isThreadBegin =
    below !== undefined &&
    threadOf(scene.figures, below.actor) !== threadOf(scene.figures, above?.actor);
  if (isThreadBegin) {
    drawThreadTitle(grid, row, [next, end], geometry, scene, below);
  } else if (below === undefined && above !== undefined && isTallied(scene.figures, above.actor)) {
    const [text, isRight] = formatTallyVerdict(scene.figures.counters, end - next - 1);
    if (text !== '')
      grid.put(row, next, ` ${text} `, isRight ? 'dim' : 'alarm', isRight ? 'plain' : 'bold');
  }
}

/** Draws an actor in its box: name and work, the bar of its time, what it waits for, batches. */
function drawActor(
  grid: Grid,
  geometry: Geometry,
  {actor, layer, band}: Place,
  scene: Scene,
): void {
  const bars = scene.snapshot.actors.find(({name}) => name === actor);
  const report = scene.figures.actors.find(({name}) => name === actor);
  if (bars === undefined || report === undefined) return;
  const {actorRows, boxColumns} = geometry;
  const [top, left] = [bandTop(geometry, band) + 1, boxLeft(geometry, layer) + 2];
  const end = left + boxColumns - 4;
  const isWide = actorRows > 3;
  const role: Role = isLimit(scene, actor) ? 'limit' : 'busy';
  const figure = isWide ? formatPercentInline(report.busyNow) : compactPercent(report.busyNow);
  const figureStart = grid.right(top, end, [
    [isWide ? 'busy ' : '', 'dim'],
    [figure, role, 'bold'],
  ]);
  drawName(grid, top, left, figureStart, report, scene);
  const gaugeRows = actorRows === 6 ? 2 : 1;
  const gauge = drawGauge(bars.busyNow, bars.waitsNow, boxColumns - 4);
  for (let row = 0; row < gaugeRows; row++) {
    const next = grid.put(top + 1 + row, left, gauge.busy, role);
    grid.put(top + 1 + row, next, gauge.waits, 'wait');
  }
  const waitRows = actorRows === 6 ? 2 : 1;
  sortWaits(report)
    .slice(0, waitRows)
    .forEach(({kind, share}, index) => {
      const row = top + 1 + gaugeRows + index;
      if (share < shareMin) return;
      drawWait(grid, row, [left, end], {actor, kind, share}, scene, isWide);
    });
  if (isWide) drawBatch(grid, top + actorRows - 1, left, end, report, scene);
}

/** Waits below this share of the time are hidden. */
const shareMin = 0.005;

/** Formats a share without a blank: `100%`. */
export function compactPercent(share: number): string {
  return formatPercentInline(share).replace(' ', '');
}

function drawName(
  grid: Grid,
  row: number,
  left: number,
  end: number,
  {name, restarts}: ActorReport,
  scene: Scene,
): void {
  const count = restarts > 0 ? `↻${restarts}` : '';
  // The count of restarts takes the blank before the figure.
  const room = end - left - (count === '' ? 1 : count.length);
  const shown = name.slice(0, Math.max(1, room));
  const next = grid.put(row, left, shown, isLimit(scene, name) ? 'limit' : 'title', 'bold');
  if (count !== '') grid.put(row, next, count, scene.alertKinds.has('restart') ? 'alarm' : 'limit');
}

interface Wait {
  readonly actor: string;
  readonly kind: string;
  readonly share: number;
}

function drawWait(
  grid: Grid,
  row: number,
  [left, end]: readonly [number, number],
  {actor, kind, share}: Wait,
  {figures}: Scene,
  isWide: boolean,
): void {
  const text = isWide ? formatPercent(share) : compactPercent(share);
  const start = grid.right(row, end, [[text, isWide ? 'text' : 'dim']]);
  const words = isWide ? formatWait(figures, actor, kind) : formatWaitShort(figures, actor, kind);
  const lead: Piece[] = [[`${waitSign(kind)} `, 'wait']];
  const short = formatWaitShort(figures, actor, kind);
  const room = start - left - 3;
  if (isWide) lead.push(['waits for ', 'dim']);
  const fits = words.length + (isWide ? 10 : 0) <= room;
  lead.push([
    (fits ? words : short).slice(0, Math.max(0, room - (isWide ? 10 : 0))),
    isWide ? 'text' : 'dim',
  ]);
  grid.pieces(row, left, lead);
}

/** Draws the usual batch and the time of work per message; of the beats' sender their schedule. */
function drawBatch(
  grid: Grid,
  row: number,
  left: number,
  end: number,
  report: ActorReport,
  scene: Scene,
): void {
  const {beat, channels} = scene.figures;
  const isSender = channels.some(({name, from}) => name === beat?.channel && from === report.name);
  if (beat !== null && isSender) {
    const {periodMs, latenessNow} = beat;
    const named = (name: string, ms: number): Piece[] => [
      [`${name} `, 'dim'],
      [formatMs(ms).trim()],
    ];
    grid.pieces(row, left, periodMs > 0 ? named('every', periodMs) : [['no schedule', 'dim']]);
    if (periodMs > 0 && latenessNow !== null)
      grid.right(row, end, named('late', latenessNow.p50Ms));
    return;
  }
  const {batchNow} = report;
  if (batchNow !== null) grid.put(row, left, `batch ${formatShort(batchNow.p50).trim()}`, 'dim');
  const ns = nsEach(scene, report);
  if (ns !== null) grid.right(row, end, [[`${ns.toFixed(ns < 10 ? 2 : 0)} ns each`, 'dim']]);
}
