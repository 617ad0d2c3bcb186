/** Layout: which panels fit a screen, and their heights. Pure arithmetic, without drawing. */
import type {Snapshot} from '../engine/index.ts';

/** The layout of a screen of one size. Sizes are in columns and lines of the terminal. */
export interface Layout {
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

/** The parts of a Snapshot that determine the heights of panels. */
type Content = Pick<Snapshot, 'channels' | 'actors' | 'counters' | 'beat' | 'change'>;

/**
 * Returns the panels and their lines without the chart, in order of importance. On a small screen
 * the last panels are hidden first. Panels of no lines do not exist.
 */
function measurePanels({channels, actors, counters, beat, change}: Content) {
  const tallyRows = counters.some(({share}) => share !== null) ? 2 : 1;
  return {
    status: 1,
    throughput: 1,
    keys: 1,
    channels: channels.length + 1,
    limit: 1,
    actors: actors.length + 1,
    progress: beat === null ? 0 : 1,
    tallies: counters.length === 0 ? 0 : tallyRows,
    pipeline: 2,
    change: change === null ? 0 : 1,
    vitals: 1,
  };
}

type PanelRows = ReturnType<typeof measurePanels>;
/** The name of a panel that the layout shows or hides. */
export type Panel = keyof PanelRows;

/** Least size of a screen with two columns of panels. */
const wideColumns = 138;
const wideRows = 26;
/** Panels of a wide screen outside its two columns, and in them. */
const outerPanels = [
  'status',
  'keys',
  'limit',
  'progress',
  'pipeline',
  'change',
  'vitals',
] as const;
const leftPanels = ['throughput', 'channels'] as const;
const rightPanels = ['actors', 'tallies'] as const;

/** Share of the remaining lines that the segments take. The log takes the rest. */
const wideSegmentShare = 0.5;

const chartRowsMax = 28;
/** A chart with fewer lines has no use. */
const chartRowsMin = 2;
const chartShare = 0.6;

/** Returns the layout for a screen of `columns` and `screenRows`, from 1 × 1 up. */
export function computeLayout(columns: number, screenRows: number, content: Content): Layout {
  const rows = Math.max(1, screenRows - 1);
  const panels = measurePanels(content);
  const names = (Object.keys(panels) as Panel[]).filter((panel) => panels[panel] > 0);
  const shown = new Set<Panel>();
  let free = rows;
  for (const panel of names) {
    if (panels[panel] > free) break;
    shown.add(panel);
    free -= panels[panel];
  }
  const hasAll = shown.size === names.length;
  const wide = columns >= wideColumns && rows >= wideRows ? sizeWide(rows, panels) : undefined;
  const sizes = wide ?? sizeNarrow(free, shown, hasAll);
  return {
    columns: Math.max(1, columns),
    rows,
    isWide: wide !== undefined,
    shown: wide === undefined ? shown : new Set(names),
    ...sizes,
  };
}

type Sizes = Pick<Layout, 'chartRows' | 'segmentRows' | 'logRows'>;

/** Returns the heights in two columns; `undefined` if the panels of a column do not fit. */
function sizeWide(rows: number, panels: PanelRows): Sizes | undefined {
  const sum = (names: readonly Panel[]) => names.reduce((height, name) => height + panels[name], 0);
  const body = rows - sum(outerPanels);
  const chartRows = body - sum(leftPanels);
  // Side by side, the tallies have a heading.
  const free = body - sum(rightPanels) - (panels.tallies > 0 ? 1 : 0);
  if (chartRows < chartRowsMin || free < 0) return undefined;
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
