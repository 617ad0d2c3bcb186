/** Where the boxes and pipes of a diagram stand, in cells. Pure arithmetic. */
import type {EdgeReport} from '../engine/index.ts';
import type {Plan, Route} from './plan.ts';

/** Content rows of an actor: plain, with its batches, or with two rows of bars. */
export type ActorRows = 3 | 4 | 6;

/** A diagram at one size. */
export interface Geometry {
  readonly plan: Plan;
  readonly columns: number;
  readonly actorRows: ActorRows;
  /** Columns of a box, including its borders. */
  readonly boxColumns: number;
  /** Bands, including one for figures alone if the plan has a single band. */
  readonly bands: number;
  readonly rows: number;
  /** Columns for edges left and right of the boxes; 0 without an edge there. */
  readonly left: number;
  readonly right: number;
}

const pipeColumnsMin = 13;
const [boxMin, boxMax] = [18, 24];
const [wideBoxMin, wideBoxMax] = [30, 40];

/**
 * Returns the geometry of a plan on so many columns; `undefined` if it does not fit. Edges stand
 * beside the boxes where all of them have room.
 * @param hasFigures the diagram has figures below its last boxes
 * @param edges the edges of the Snapshot
 */
export function measureDiagram(
  plan: Plan,
  columns: number,
  actorRows: ActorRows,
  hasFigures: boolean,
  edges: readonly EdgeReport[] = [],
): Geometry | undefined {
  const beside = measureEdges(plan, edges);
  const besideEdges =
    beside.pipes > 0
      ? measureBoxes(plan, columns - beside.words, actorRows, beside.pipes)
      : undefined;
  const boxColumns = besideEdges ?? measureBoxes(plan, columns, actorRows, 0);
  if (boxColumns === undefined) return undefined;
  const bands = plan.bands === 1 && hasFigures ? 2 : plan.bands;
  const rows = bands * (actorRows + 1) + 1;
  const pipes = plan.layers - 1 + beside.pipes;
  const pipe = Math.floor((columns - beside.words - boxColumns * plan.layers) / Math.max(1, pipes));
  const [left, right] = [beside.left, beside.right].map((word) =>
    besideEdges !== undefined && word > 0 ? pipe + word : 0,
  ) as [number, number];
  return {plan, columns, actorRows, boxColumns, bands, rows, left, right};
}

/** Returns the columns of the words at both sides, and the number of sides with pipes. */
function measureEdges({edges: places}: Plan, edges: readonly EdgeReport[]) {
  const word = (direction: EdgeReport['direction']) =>
    Math.max(
      0,
      ...places.map(({edge}) => {
        const {peer = '', direction: own} = edges[edge] ?? {};
        return own === direction ? peer.length + 1 : 0;
      }),
    );
  const [left, right] = [word('in'), word('out')];
  return {left, right, words: left + right, pipes: Number(left > 0) + Number(right > 0)};
}

function measureBoxes(
  {layers}: Plan,
  columns: number,
  actorRows: ActorRows,
  edgePipes: number,
): number | undefined {
  const free = Math.floor((columns - pipeColumnsMin * (layers - 1 + edgePipes)) / layers);
  const boxColumns =
    actorRows === 3
      ? clamp(boxMin, free, boxMax)
      : clamp(wideBoxMin, Math.min(free, Math.floor(columns / 5)), wideBoxMax);
  return boxColumns > free ? undefined : boxColumns;
}

function clamp(min: number, value: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/** Returns the first column of the boxes of a layer. */
export function boxLeft(geometry: Geometry, layer: number): number {
  const {plan, columns, boxColumns, left, right} = geometry;
  if (plan.layers === 1) return left;
  const room = columns - left - right - boxColumns;
  return left + Math.round((layer * room) / (plan.layers - 1));
}

/** Returns the row of the upper border of a band. */
export function bandTop({actorRows}: Geometry, band: number): number {
  return band * (actorRows + 1);
}

/** Returns the row, from the upper border of a band, in which the line of a channel runs. */
export function lineOffset({actorRows}: Geometry, kind: Route['kind']): number {
  return actorRows === 6 && kind === 'straight' ? 3 : 2;
}

/** The cells of a channel: the gap between boxes, and both ends of its line. */
export interface PipeCells {
  /** The gap: its first column, and the column after it. */
  readonly gapStart: number;
  readonly gapEnd: number;
  /** The line: its first column, and the column of its arrow or corner. */
  readonly start: number;
  readonly end: number;
}

/** Returns the cells of a route. */
export function pipeCells(geometry: Geometry, {from, to, kind}: Route): PipeCells {
  const gapStart = boxLeft(geometry, from.layer) + geometry.boxColumns;
  const gapEnd = boxLeft(geometry, to.layer);
  const middle = Math.floor(geometry.boxColumns / 2);
  return {
    gapStart,
    gapEnd,
    start: kind === 'down' ? boxLeft(geometry, from.layer) + middle : gapStart,
    end: kind === 'up' ? gapEnd + middle : gapEnd - 1,
  };
}

/** Returns the first free column of a band, right of its boxes and routes. */
export function freeLeft(geometry: Geometry, band: number): number {
  const {places, routes} = geometry.plan;
  const ends = [
    ...places
      .filter((place) => place.band === band)
      .map(({layer}) => boxLeft(geometry, layer) + geometry.boxColumns),
    ...routes
      .filter((route) => route.band === band)
      .map((route) => pipeCells(geometry, route).end + 1),
  ];
  return Math.max(0, ...ends);
}
