/** Draws the overview: all panels, as they are arranged for the size of the screen. */
import type {Grid} from '../format/grid.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import {arrange, type Column, type Wide} from './arrange.ts';
import {changeLine, changePanelRows, drawChangePanel} from './change.ts';
import {drawChart, drawChartHeading, hasFlags} from './chart.ts';
import {drawCoach} from './coach.ts';
import {drawDiagram} from './diagram.ts';
import {drawEdgeRow} from './edge-row.ts';
import {drawEvents, eventPieces, listEvents, tickerPieces} from './events.ts';
import {drawBusies, drawFills, historyRows} from './history.ts';
import {drawKeys} from './keys.ts';
import {drawList, drawRateRow, listItems} from './list.ts';
import {drawMachine} from './machine.ts';
import {drawOneLine} from './one-line.ts';
import type {Scene} from './scene.ts';
import {drawStatus} from './status.ts';
import {drawTried} from './tried.ts';

/** Draws a panel on a grid of its size. */
export type Draw = (grid: Grid) => void;

/** A panel and its size. */
export interface Block {
  readonly columns: number;
  readonly rows: number;
  readonly draw: Draw;
}

/** Returns the blocks of the overview from top to bottom; two blocks stand side by side. */
export function drawOverview(
  columns: number,
  rows: number,
  scene: Scene,
  keys: readonly KeyBinding[],
): Block[][] {
  const arrangement = arrange(columns, rows, scene);
  switch (arrangement.kind) {
    case 'line':
      return [[{columns, rows: 1, draw: (grid) => drawOneLine(grid, scene)}]];
    case 'wide':
      return wideBlocks(columns, rows, arrangement, scene, keys);
    default:
      return columnBlocks(columns, rows, arrangement, scene, keys);
  }
}

const compactColumns = 76;

function columnBlocks(
  columns: number,
  rows: number,
  column: Column,
  scene: Scene,
  keys: readonly KeyBinding[],
): Block[][] {
  const {diagram, edgeRows, listRows, chart, triedRows, tickerRows} = column;
  const blocks: Block[][] = [];
  const add = (blockRows: number, draw: Draw) => {
    if (blockRows > 0) blocks.push([{columns, rows: blockRows, draw}]);
  };
  add(1, (grid) => drawStatus(grid, scene, columns < compactColumns));
  if (column.hasRate) add(1, (grid) => drawRateRow(grid, 0, scene));
  if (diagram !== undefined) add(diagram.rows, (grid) => drawDiagram(grid, diagram, scene));
  add(edgeRows, (grid) => drawEdgeRows(grid, scene));
  add(listRows, (grid) => drawList(grid, 0, listItems(scene, listRows), scene));
  const isDiagram = column.kind === 'diagram';
  if (isDiagram) add(1, (grid) => drawCoach(grid, 0, scene));
  if (chart !== undefined) {
    if (chart.hasHeading) add(1, (grid) => drawChartHeading(grid, 0, scene, true));
    add(chart.rows, (grid) => drawChart(grid, {top: 0, ...chart}, scene));
  }
  add(triedRows, (grid) => drawTried(grid, 0, triedRows, scene));
  if (column.hasChange) add(1, (grid) => grid.sentence(0, changeLine(scene, columns)));
  add(tickerRows, (grid) => drawTicker(grid, tickerRows, scene));
  if (!isDiagram && column.hasCoach) add(1, (grid) => drawCoach(grid, 0, scene));
  const used = blocks.reduce((sum, [block]) => sum + (block?.rows ?? 0), 0);
  const free = rows - used - (column.hasKeys ? 1 : 0);
  add(free, () => {});
  if (column.hasKeys) add(1, (grid) => drawKeys(grid, keys, scene.state));
  return blocks;
}

/** Draws all edges, a row each. */
function drawEdgeRows(grid: Grid, scene: Scene): void {
  for (const index of scene.figures.edges.keys()) drawEdgeRow(grid, index, index, scene);
}

/** Draws the ticker on one row, or the last events above it. */
function drawTicker(grid: Grid, rows: number, scene: Scene): void {
  const events = rows > 1 ? listEvents(scene).slice(1 - rows) : [];
  for (const [index, event] of events.entries()) grid.sentence(index, eventPieces(event));
  grid.sentence(rows - 1, tickerPieces(scene, grid.columns));
}

const gapColumns = 2;

function wideBlocks(
  columns: number,
  rows: number,
  wide: Wide,
  scene: Scene,
  keys: readonly KeyBinding[],
): Block[][] {
  const {diagram, edgeRows, hasGaps, rightColumns, bodyRows, footRows} = wide;
  const leftColumns = columns - rightColumns - gapColumns;
  const row = (draw: Draw): Block[] => [{columns, rows: 1, draw}];
  const blank = hasGaps ? [row(() => {})] : [];
  const gap: Block = {columns: gapColumns, rows: bodyRows + 1 + footRows, draw: () => {}};
  const blocks: Block[][] = [
    row((grid) => drawStatus(grid, scene, false)),
    ...blank,
    [{columns, rows: diagram.rows, draw: (grid) => drawDiagram(grid, diagram, scene)}],
    ...(edgeRows > 0
      ? [[{columns, rows: edgeRows, draw: (grid: Grid) => drawEdgeRows(grid, scene)}]]
      : []),
    ...blank,
    row((grid) => drawCoach(grid, 0, scene)),
    ...blank,
    [
      {columns: leftColumns, rows: gap.rows, draw: (grid) => drawLeft(grid, wide, scene)},
      gap,
      {columns: rightColumns, rows: gap.rows, draw: (grid) => drawRight(grid, wide, scene)},
    ],
  ];
  const used = blocks.reduce((sum, [block]) => sum + (block?.rows ?? 0), 0);
  if (rows - used > 1) blocks.push([{columns, rows: rows - used - 1, draw: () => {}}]);
  blocks.push(row((grid) => drawKeys(grid, keys, scene.state)));
  return blocks;
}

function drawLeft(grid: Grid, {bodyRows, footRows}: Wide, scene: Scene): void {
  drawChartHeading(grid, 0, scene, false);
  const chart = {
    top: 1,
    rows: bodyRows - 1,
    hasHeading: true,
    hasFlags: hasFlags(scene, grid.columns),
  };
  drawChart(grid, chart, scene);
  drawEvents(grid, bodyRows + 1, footRows, scene);
}

function drawRight(grid: Grid, wide: Wide, scene: Scene): void {
  const {bodyRows, triedRows, hasFills, hasBusies} = wide;
  drawChangePanel(grid, 0, scene);
  let top = changePanelRows + 1;
  drawTried(grid, top, Math.min(triedRows, bodyRows - top), scene);
  const [fillRows, busyRows] = historyRows(scene);
  if (hasFills) {
    top = bodyRows - fillRows - (hasBusies ? busyRows : 0);
    drawFills(grid, top, scene);
    if (hasBusies) drawBusies(grid, top + fillRows, scene);
  }
  drawMachine(grid, bodyRows + 1, scene);
}
