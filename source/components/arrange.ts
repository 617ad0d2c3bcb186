/** Which panels fit a screen, and how tall: pure arithmetic, no drawing. */

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

export interface Arrangement {
  readonly columns: number;
  /** Lines the frame may take: one fewer than the screen has, so that it never scrolls. */
  readonly rows: number;
  /** Panels stand side by side. */
  readonly isWide: boolean;
  readonly shown: ReadonlySet<Panel>;
  /** Lines of the chart, 0 for none. */
  readonly chartRows: number;
  /** Lines of the segments with their heading, 0 for none. */
  readonly segmentRows: number;
  /** Lines of alerts and the log with their heading, 0 for none. */
  readonly logRows: number;
}

/** Panels and their lines, the chart left out, the most important first: the last are folded first. */
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

const wideColumns = 138;
const wideRows = 26;
/** Lines outside the two columns of a wide screen but for the change, and those that stand above the chart and the log in them. */
const wideFrameRows = 7;
const wideLeftRows = 5;
const wideRightRows = 8;

/** Share of what is left below that has the segments; the log has the rest. */
const wideSegmentShare = 0.5;

const chartRowsMax = 28;
/** A shorter chart says nothing. */
const chartRowsMin = 2;
const chartShare = 0.6;

/**
 * Lays panels out for a screen of so many columns and rows, from 1 × 1 up.
 * @param hasChange there is something to be told of the last change; else its line is of use to others
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

/** The chart and the log share what the panels leave. */
function sizeNarrow(free: number, shown: ReadonlySet<Panel>, hasAll: boolean): Sizes {
  const chartRows = Math.min(chartRowsMax, hasAll ? Math.ceil(free * chartShare) : free);
  if (!shown.has('throughput')) return {chartRows: 0, segmentRows: 0, logRows: 0};
  if (chartRows < chartRowsMin) return {chartRows: 0, segmentRows: 0, logRows: hasAll ? free : 0};
  return {chartRows, segmentRows: 0, logRows: hasAll ? free - chartRows : 0};
}
