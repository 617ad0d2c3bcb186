/** Layout: which panels fit a screen, and their heights. Pure arithmetic, without drawing. */

/** The name of a panel that the layout shows or hides. */
export type Panel =
  | 'status'
  | 'throughput'
  | 'legend'
  | 'channels'
  | 'limit'
  | 'actors'
  | 'progress'
  | 'tallies'
  | 'pipeline'
  | 'change'
  | 'vitals';

/** The layout of a screen of one size. Sizes are in columns and lines of the terminal. */
export interface Arrangement {
  readonly columns: number;
  /** Lines of a frame. One fewer than the screen has, so that the screen never scrolls. */
  readonly rows: number;
  /** The panels are in two columns. */
  readonly isWide: boolean;
  readonly shown: ReadonlySet<Panel>;
  /** Lines of the chart. 0 hides the chart. */
  readonly chartRows: number;
  /** Lines of the segments, including the heading. 0 hides the segments. */
  readonly segmentRows: number;
  /** Lines of the alerts and the log, including the heading. 0 hides both. */
  readonly logRows: number;
}

/**
 * Panels and their lines without the chart, in order of importance. On a small screen the last
 * panels are hidden first.
 */
const panels: ReadonlyArray<readonly [panel: Panel, rows: number]> = [
  ['status', 1],
  ['throughput', 1],
  ['legend', 1],
  ['channels', 4],
  ['limit', 1],
  ['actors', 5],
  ['progress', 1],
  ['tallies', 2],
  ['pipeline', 2],
  ['change', 1],
  ['vitals', 1],
];

/** Least size of a screen with two columns of panels. */
const wideColumns = 138;
const wideRows = 26;
/** Lines of a wide screen outside its two columns, without the line of the change. */
const wideFrameRows = 7;
/** Lines of the left column without the chart. */
const wideLeftRows = 5;
/** Lines of the right column above the segments and the log. */
const wideRightRows = 8;

/** Share of the remaining lines that the segments take. The log takes the rest. */
const wideSegmentShare = 0.5;

const chartRowsMax = 28;
/** A chart with fewer lines has no use. */
const chartRowsMin = 2;
const chartShare = 0.6;

/**
 * Returns the layout for a screen of `columns` and `screenRows`, from 1 × 1 up.
 * @param hasChange there is a report of the last change; otherwise other panels use its line
 */
export function arrange(columns: number, screenRows: number, hasChange: boolean): Arrangement {
  const rows = Math.max(1, screenRows - 1);
  const wanted = panels.filter(([panel]) => hasChange || panel !== 'change');
  const shown = new Set<Panel>();
  let free = rows;
  for (const [panel, height] of wanted) {
    if (height > free) break;
    shown.add(panel);
    free -= height;
  }
  const isWide = columns >= wideColumns && rows >= wideRows;
  const hasAll = shown.size === wanted.length;
  const sizes = isWide ? sizeWide(hasChange ? rows - 1 : rows) : sizeNarrow(free, shown, hasAll);
  return {columns: Math.max(1, columns), rows, isWide, shown, ...sizes};
}

type Sizes = Pick<Arrangement, 'chartRows' | 'segmentRows' | 'logRows'>;

function sizeWide(rows: number): Sizes {
  const body = rows - wideFrameRows;
  const chartRows = body - wideLeftRows;
  const free = chartRows + wideLeftRows - wideRightRows;
  const segmentRows = Math.floor(free * wideSegmentShare);
  return {chartRows, segmentRows, logRows: free - segmentRows};
}

/** The chart and the log share the lines that the panels do not take. */
function sizeNarrow(free: number, shown: ReadonlySet<Panel>, hasAll: boolean): Sizes {
  const chartRows = Math.min(chartRowsMax, hasAll ? Math.ceil(free * chartShare) : free);
  if (!shown.has('throughput')) return {chartRows: 0, segmentRows: 0, logRows: 0};
  if (chartRows < chartRowsMin) return {chartRows: 0, segmentRows: 0, logRows: hasAll ? free : 0};
  return {chartRows, segmentRows: 0, logRows: hasAll ? free - chartRows : 0};
}
