/** Draws actors and channels as a list, for screens on which the diagram does not fit. */
import type {ActorReport, ChannelReport} from '../engine/index.ts';
import {drawGauge, waitSign} from '../format/bar.ts';
import {drawAreaRow} from '../format/draw.ts';
import {type Grid, type Piece, widthOfPieces} from '../format/grid.ts';
import {drawHeap} from '../format/heap.ts';
import {formatPercent, formatRateInline} from '../format/number.ts';
import {formatWaitShort, sortWaits} from '../format/wait.ts';
import {compactPercent, isLimit} from './boxes.ts';
import {channelNote, isAlarmed} from './channel-note.ts';
import {drawEdgeRow} from './edge-row.ts';
import {findMainPath} from './main-path.ts';
import {modeRole, rateOf, type Scene} from './scene.ts';
import {drawChannelSparkline} from './sparkline.ts';

/** A row of the list: the index of an actor, of a channel or of an edge. */
export type Item = {readonly actor: number} | {readonly channel: number} | {readonly edge: number};

/**
 * Returns the rows of the list in the order of the pipeline. With fewer rows than there are, the
 * less important ones are left out: side channels first, then their senders, then channels.
 */
export function listItems({figures}: Scene, rows: number): readonly Item[] {
  const {actors, channels, edges} = figures;
  const path = findMainPath(figures);
  const actorOf = (name: string) => ({actor: actors.findIndex((actor) => actor.name === name)});
  const channelOf = (name: string) => ({
    channel: channels.findIndex((channel) => channel.name === name),
  });
  const onPath = [...new Set(path.flatMap(({from, to}) => [from, to]))];
  const order: Item[] = [];
  for (const name of onPath) {
    for (const channel of channels.filter(({to}) => to === name)) {
      if (path.includes(channel)) order.push(channelOf(channel.name));
      else order.push(actorOf(channel.from), channelOf(channel.name));
    }
    order.push(actorOf(name));
  }
  for (const {name} of actors) order.push(actorOf(name));
  for (const {name} of channels) order.push(channelOf(name));
  for (const edge of edges.keys()) {
    // Where the messages come in, before all others, or where they go out, behind them.
    if (edges[edge]?.direction === 'in') order.unshift({edge});
    else order.splice(order.findIndex(isOwnActor(edges[edge]?.actor, actors)) + 1, 0, {edge});
  }
  const keyOf = (item: Item) => JSON.stringify(item);
  const unique = order.filter(
    (item, index) => order.findIndex((other) => keyOf(other) === keyOf(item)) === index,
  );
  if (unique.length <= rows) return unique;
  const isMain = (item: Item) =>
    'edge' in item ||
    ('actor' in item
      ? onPath.includes(actors[item.actor]?.name ?? '')
      : path.includes(channels[item.channel] as ChannelReport));
  const rank = (item: Item) =>
    ('actor' in item ? 0 : 1) +
    (isMain(item) ? 0 : 2) -
    (isLimited(item, actors, figures.limit.by) ? 4 : 0);
  // Of actors of one rank, the last ones of the path matter more.
  const kept = [...unique.keys()].toSorted(
    (one, other) => rank(unique[one] as Item) - rank(unique[other] as Item) || other - one,
  );
  const shown = new Set(kept.slice(0, Math.max(0, rows)));
  return unique.filter((_, index) => shown.has(index));
}

function isOwnActor(name: string | undefined, actors: readonly ActorReport[]) {
  return (item: Item) => 'actor' in item && actors[item.actor]?.name === name;
}

function isLimited(item: Item, actors: readonly ActorReport[], by: string): boolean {
  return 'actor' in item && actors[item.actor]?.name === by;
}

const nameColumns = 11;
const figureColumns = 16;

/** Draws the list from a row on. */
export function drawList(grid: Grid, top: number, items: readonly Item[], scene: Scene): void {
  for (const [index, item] of items.entries()) {
    if ('actor' in item) drawActorRow(grid, top + index, item.actor, scene);
    else if ('channel' in item) drawChannelRow(grid, top + index, item.channel, scene);
    else drawEdgeRow(grid, top + index, item.edge, scene);
  }
}

function barColumns(grid: Grid): number {
  return Math.max(1, grid.columns - nameColumns - 4 - figureColumns);
}

function drawActorRow(grid: Grid, row: number, index: number, scene: Scene): void {
  const report = scene.figures.actors[index];
  const bars = scene.snapshot.actors[index];
  if (report === undefined || bars === undefined) return;
  const isLimited = isLimit(scene, report.name);
  const role = isLimited ? 'limit' : 'busy';
  const restarts = report.restarts > 0 ? `↻${report.restarts}` : '';
  const next = grid.put(
    row,
    0,
    report.name.slice(0, nameColumns - 1 - restarts.length),
    isLimited ? 'limit' : 'title',
    'bold',
  );
  grid.put(row, next, restarts, scene.alertKinds.has('restart') ? 'alarm' : 'limit');
  grid.right(row, nameColumns + 3, [[compactPercent(report.busyNow), role, 'bold']]);
  const width = barColumns(grid);
  const gauge = drawGauge(bars.busyNow, bars.waitsNow, width);
  const waits = grid.put(row, nameColumns + 4, gauge.busy, role);
  grid.put(row, waits, gauge.waits, 'wait');
  const end = nameColumns + 4 + width + 1;
  if (isLimited) {
    grid.put(row, end, '◄ LIMIT', 'limit', 'bold');
    return;
  }
  const [wait] = sortWaits(report);
  if (wait === undefined || wait.share < 0.01) return;
  const words = formatWaitShort(scene.figures, report.name, wait.kind);
  const share = compactPercent(wait.share);
  const start = grid.right(row, grid.columns, [[share, 'dim']]);
  grid.pieces(row, end, [
    [`${waitSign(wait.kind)} `, 'wait'],
    [words.slice(0, Math.max(0, start - end - 3)), 'dim'],
  ]);
}

function drawChannelRow(grid: Grid, row: number, index: number, scene: Scene): void {
  const report = scene.figures.channels[index];
  const bars = scene.snapshot.channels[index];
  if (report === undefined || bars === undefined) return;
  const role = isAlarmed(scene, report.name) ? 'alarm' : 'pile';
  grid.put(row, 1, report.name.slice(0, nameColumns - 2), 'text');
  grid.right(row, nameColumns + 3, [
    [formatPercent(report.fillNow).replace(' %', '%'), role, 'bold'],
  ]);
  const [start, width] = [nameColumns + 4, barColumns(grid) - 1];
  const {line, heap} = drawHeap(
    bars.fillNow,
    bars.highWaterMessages / bars.capacityMessages,
    width,
  );
  for (const [at, character] of [...line].entries()) {
    grid.put(row, start + at, character, character === '┃' ? 'mark' : 'flow');
  }
  grid.put(row, start + width - heap.length, heap, role);
  grid.put(row, start + width, '▼', 'flow');
  const end = start + width + 2;
  const note: Piece = channelNote(scene, report, grid.columns - end) ?? [
    formatRateInline(rateOf(scene, index)),
    'dim',
  ];
  const next = grid.pieces(row, end, [note]);
  if (widthOfPieces([note]) === 0) return;
  drawChannelSparkline(grid, row, next + 1, grid.columns, scene, index);
}

/** Draws the throughput of the list: its rate, its course, and its peak. */
export function drawRateRow(grid: Grid, row: number, {figures, trail, symbols}: Scene): void {
  const {throughput, settings} = figures;
  const role = modeRole(figures, settings);
  const rate = formatRateInline(throughput.nowPerSecond);
  const next = grid.put(row, 0, rate, role, 'bold') + 1;
  const peak = ` peak ${formatRateInline(throughput.peakPerSecond)}`;
  const hasPeak = grid.columns - next - peak.length >= 5;
  const end = hasPeak ? grid.right(row, grid.columns, [[peak, 'dim']]) : grid.columns;
  grid.put(
    row,
    next,
    drawAreaRow(
      trail.tenths.length > 0 ? sample(trail.tenths, end - next) : [],
      end - next,
      symbols,
    ),
    role,
  );
}

/** Tenths between two values of the course: half a second. */
const stride = 5;

function sample(tenths: readonly number[], columns: number): readonly number[] {
  const count = Math.min(columns, Math.ceil(tenths.length / stride));
  return Array.from(
    {length: count},
    (_, index) => tenths[tenths.length - 1 - (count - 1 - index) * stride] ?? 0,
  );
}
