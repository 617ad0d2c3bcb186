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
  | 'change';

export interface Arrangement {
  readonly columns: number;
  /** Lines the frame may take: one fewer than the screen has, so that it never scrolls. */
  readonly rows: number;
  /** Panels stand side by side. */
  readonly isWide: boolean;
  readonly shown: ReadonlySet<Panel>;
  /** Lines of the chart, 0 for none. */
  readonly chartRows: number;
  /** Lines of the log with its heading, 0 for none. */
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
];

const wideColumns = 138;
const wideRows = 26;
/** Lines outside the two columns of a wide screen, and those that stand above the chart and the log in them. */
const wideFrameRows = 7;
const wideLeftRows = 5;
const wideRightRows = 8;

const chartRowsMax = 28;
/** A shorter chart says nothing. */
const chartRowsMin = 2;
const chartShare = 0.6;

/** Lays panels out for a screen of so many columns and rows, from 1 × 1 up. */
export function arrange(columns: number, screenRows: number): Arrangement {
  const rows = Math.max(1, screenRows - 1);
  const shown = new Set<Panel>();
  let free = rows;
  for (const [panel, height] of panels) {
    if (height > free) break;
    shown.add(panel);
    free -= height;
  }
  const isWide = columns >= wideColumns && rows >= wideRows;
  const sizes = isWide ? sizeWide(rows) : sizeNarrow(free, shown);
  return {columns: Math.max(1, columns), rows, isWide, shown, ...sizes};
}

interface Sizes {
  readonly chartRows: number;
  readonly logRows: number;
}

function sizeWide(rows: number): Sizes {
  const body = rows - wideFrameRows;
  const chartRows = body - wideLeftRows;
  return {chartRows, logRows: chartRows + wideLeftRows - wideRightRows};
}

/** The chart and the log share what the panels leave. */
function sizeNarrow(free: number, shown: ReadonlySet<Panel>): Sizes {
  const hasAll = shown.size === panels.length;
  const chartRows = Math.min(chartRowsMax, hasAll ? Math.ceil(free * chartShare) : free);
  if (!shown.has('throughput')) return {chartRows: 0, logRows: 0};
  if (chartRows < chartRowsMin) return {chartRows: 0, logRows: hasAll ? free : 0};
  return {chartRows, logRows: hasAll ? free - chartRows : 0};
}
