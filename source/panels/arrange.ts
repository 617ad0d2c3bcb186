/**
 * Arranges the overview: which panels fit a screen, and their rows. Pure arithmetic, without
 * drawing. As rows become fewer, each panel is given up before the more important ones are touched.
 */

import {changePanelRows} from './change.ts';
import {hasFlags} from './chart.ts';
import {type Geometry, measureDiagram} from './geometry.ts';
import {historyRows} from './history.ts';
import {planDiagram} from './plan.ts';
import type {Scene} from './scene.ts';

/** Least size of a screen with the diagram, and of one with two columns below it. */
const [diagramColumns, diagramScreenRows] = [76, 20];
const [wideColumns, wideScreenRows] = [132, 34];
const tallScreenRows = 52;

/** Rows of the chart of a list or a narrow diagram. */
export interface ChartRows {
  readonly rows: number;
  readonly hasHeading: boolean;
  readonly hasFlags: boolean;
}

/** The overview as one column. Rows of 0 leave a panel out. */
export interface Column {
  readonly kind: 'list' | 'diagram';
  readonly diagram: Geometry | undefined;
  readonly listRows: number;
  /** Rows of edges below the diagram. */
  readonly edgeRows: number;
  readonly hasRate: boolean;
  readonly hasCoach: boolean;
  readonly chart: ChartRows | undefined;
  readonly triedRows: number;
  readonly hasChange: boolean;
  readonly tickerRows: number;
  readonly hasKeys: boolean;
}

/** The overview with two columns below the diagram. */
export interface Wide {
  readonly kind: 'wide';
  readonly diagram: Geometry;
  readonly edgeRows: number;
  /** Blank rows round the coach. */
  readonly hasGaps: boolean;
  readonly rightColumns: number;
  /** Rows above the events and the machine, and rows of these. */
  readonly bodyRows: number;
  readonly footRows: number;
  readonly triedRows: number;
  readonly hasFills: boolean;
  readonly hasBusies: boolean;
}

/** The overview at one size. */
export type Arrangement = {readonly kind: 'line'} | Column | Wide;

/**
 * Returns the overview for a screen.
 * @param rows rows of a frame: one fewer than the screen has
 */
export function arrange(columns: number, rows: number, scene: Scene): Arrangement {
  if (rows <= 1) return {kind: 'line'};
  return (
    arrangeWide(columns, rows, scene) ??
    arrangeDiagram(columns, rows, scene) ??
    arrangeList(columns, rows, scene)
  );
}

function diagramOf(columns: number, actorRows: 3 | 4 | 6, {figures}: Scene): Geometry | undefined {
  const plan = planDiagram(figures);
  const hasResults = figures.counters.length > 0 || actorRows > 3;
  if (plan === undefined) return undefined;
  return measureDiagram(plan, columns, actorRows, hasResults, figures.edges);
}

/** Returns how many edges need rows of their own: all, if there is no room beside the diagram. */
function countEdgeRows({figures}: Scene, {left, right}: Geometry): number {
  return left + right > 0 ? 0 : figures.edges.length;
}

const footRowsMin = 6;
const footRowsMax = 10;
const bodyRowsMin = 8;

function arrangeWide(columns: number, rows: number, scene: Scene): Wide | undefined {
  if (columns < wideColumns || rows + 1 < wideScreenRows) return undefined;
  const isTall = rows + 1 >= tallScreenRows;
  for (const actorRows of isTall ? ([6, 4] as const) : ([4] as const)) {
    const diagram = diagramOf(columns, actorRows, scene);
    if (diagram === undefined) continue;
    // Status, coach, keys, and the row between the upper and the lower panels.
    const edgeRows = countEdgeRows(scene, diagram);
    const free = rows - diagram.rows - edgeRows - 4;
    const hasGaps = free - 3 >= bodyRowsMin + footRowsMin + 4;
    const body = hasGaps ? free - 3 : free;
    const foot = Math.min(footRowsMax, Math.max(footRowsMin, Math.round(body * 0.26)));
    const bodyRows = body - foot;
    if (bodyRows < bodyRowsMin) continue;
    return {
      kind: 'wide',
      diagram,
      edgeRows,
      hasGaps,
      bodyRows,
      footRows: foot,
      ...arrangeRight(columns, bodyRows, scene),
    };
  }
  return undefined;
}

/** Least rows of the table of what was tried: a heading, names of columns, and two rows. */
const triedRowsMin = 4;
const triedRowsMax = 12;

function arrangeRight(columns: number, bodyRows: number, scene: Scene) {
  const rightColumns = Math.max(56, Math.min(84, Math.round(columns * 0.42)));
  const [fillRows, busyRows] = historyRows(scene);
  const wanted = Math.min(triedRowsMax, Math.max(triedRowsMin, scene.figures.segments.length + 2));
  let free = bodyRows - changePanelRows - 1;
  const triedRows = Math.max(0, Math.min(free, wanted));
  free -= triedRows + 1;
  const hasFills = free >= fillRows;
  if (hasFills) free -= fillRows;
  const hasBusies = hasFills && free >= busyRows;
  const rest = hasFills ? 0 : Math.max(0, free + 1);
  return {rightColumns, triedRows: triedRows + rest, hasFills, hasBusies};
}

/** Least rows of a chart: two of the plot, and the time axis. */
const chartRowsMin = 3;
const chartRowsMax = 22;

function arrangeDiagram(columns: number, rows: number, scene: Scene): Column | undefined {
  if (columns < diagramColumns || rows + 1 < diagramScreenRows) return undefined;
  const diagram = diagramOf(columns, 3, scene);
  // Status, coach, keys and the heading of the chart.
  if (diagram === undefined) return undefined;
  const edgeRows = countEdgeRows(scene, diagram);
  const free = rows - diagram.rows - edgeRows - 4;
  if (free < chartRowsMin) return undefined;
  return {
    kind: 'diagram',
    diagram,
    edgeRows,
    listRows: 0,
    hasRate: false,
    hasCoach: true,
    hasKeys: true,
    ...shareRows(columns, free, true, scene),
  };
}

/** Shares the rows below the diagram: the chart, the last change, the ticker, what was tried. */
function shareRows(columns: number, rows: number, hasHeading: boolean, scene: Scene) {
  let free = rows - chartRowsMin;
  const take = (wanted: number) => {
    const isTaken = free >= wanted && wanted > 0;
    if (isTaken) free -= wanted;
    return isTaken;
  };
  const hasAlert = scene.figures.alerts.some(({isActive}) => isActive);
  // An active alert is shown even so: it takes the row of the last change.
  const hasTicker = hasAlert && take(1);
  const hasChange = scene.figures.change !== null && take(1);
  const tickerRows = hasTicker || take(1) ? 1 : 0;
  const isFlagged = hasFlags(scene, columns) && take(1);
  const growth = Math.max(0, Math.min(free, chartRowsMax - chartRowsMin - 6));
  const spare = free - growth;
  const tried =
    spare >= triedRowsMin ? Math.min(spare, triedRowsMax, scene.figures.segments.length + 2) : 0;
  const triedRows = tried >= 3 ? tried : 0;
  const chart = {
    rows: chartRowsMin + (isFlagged ? 1 : 0) + free - triedRows,
    hasHeading,
    hasFlags: isFlagged,
  };
  const events = Math.max(0, chart.rows - chartRowsMax);
  return {
    chart: {...chart, rows: chart.rows - events},
    hasChange,
    triedRows,
    tickerRows: tickerRows + events,
  };
}

function arrangeList(columns: number, rows: number, scene: Scene): Column {
  const {figures} = scene;
  const items = figures.actors.length + figures.channels.length + figures.edges.length;
  // State, throughput and limit are always there; then come the keys.
  const hasCoach = rows >= 3;
  const hasKeys = rows >= 4;
  let free = rows - 2 - (hasCoach ? 1 : 0) - (hasKeys ? 1 : 0);
  const listRows = Math.max(0, Math.min(items, free));
  free -= listRows;
  const hasChart = free >= chartRowsMin && columns >= 24;
  const rest = hasChart ? shareRows(columns, free, false, scene) : undefined;
  return {
    kind: 'list',
    diagram: undefined,
    edgeRows: 0,
    listRows,
    hasRate: true,
    hasCoach,
    hasKeys,
    chart: rest?.chart,
    triedRows: rest?.triedRows ?? 0,
    hasChange: rest?.hasChange ?? false,
    tickerRows: rest?.tickerRows ?? (free > 0 ? free : 0),
  };
}
