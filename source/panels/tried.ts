/** Draws what was tried so far: a row per segment, in columns. */
import type {SegmentReport, SettingReport, Snapshot} from '../engine/index.ts';
import type {Grid, Piece} from '../format/grid.ts';
import {formatBinary, formatMs, formatRateInline} from '../format/number.ts';
import type {Role, Weight} from '../format/roles.ts';
import {cpuNsEach, formatParallel, formatSettingShort} from '../format/segment.ts';
import {drawHeading} from './heading.ts';
import {modeRole, type Scene} from './scene.ts';

/** A column of the table. */
interface Column {
  readonly heading: string;
  readonly width: number;
  readonly isLeft?: boolean;
  readonly isKept?: boolean;
  text(segment: SegmentReport): string;
}

function settingColumn(report: SettingReport): Column {
  const {name, choices, rateOf} = report;
  const heading = choices === null ? (rateOf ?? name) : name;
  const words = (choices ?? []).map((choice) => choice.split('-')[0] as string);
  return {
    heading,
    width: Math.max(heading.length, 6, ...words.map(({length}) => length)),
    isLeft: true,
    isKept: true,
    text: ({settings}) => {
      const text = formatSettingShort(report, settings[name]);
      return choices === null ? text : (text.split('-')[0] as string);
    },
  };
}

function columnsFor(snapshot: Snapshot, width: number): readonly Column[] {
  const {pipeline} = snapshot;
  const all: Column[] = [
    ...pipeline.settings.map(settingColumn),
    {
      heading: 'batch of',
      width: 8,
      isLeft: true,
      isKept: true,
      text: ({settings}) => formatBinary(settings.batchMessages),
    },
    {
      heading: 'capacity',
      width: 8,
      isLeft: true,
      text: ({settings}) => formatBinary(settings.capacityMessages),
    },
    {heading: 'rate', width: 8, isKept: true, text: ({perSecond}) => formatRateInline(perSecond)},
    {
      heading: 'latency',
      width: 8,
      text: ({latency}) => (latency === null ? '-' : formatMs(latency.p50Ms).trim()),
    },
    {heading: 'ns each', width: 7, text: (segment) => cpuNsEach(segment)?.toFixed(2) ?? '-'},
    {
      heading: 'cores',
      width: 5,
      text: ({cpuSeconds, seconds}) => (seconds > 0 ? (cpuSeconds / seconds).toFixed(2) : '-'),
    },
    {heading: 'thr', width: 3, text: ({settings}) => formatParallel(settings)},
    {
      heading: 'limit',
      width: 9,
      isLeft: true,
      text: ({limit}) => (limit.kind === 'nothing' || limit.kind === 'pause' ? '' : limit.by),
    },
  ];
  // The last columns go first, but for those that are kept.
  const columns = [...all];
  const needed = () => columns.reduce((sum, column) => sum + column.width + 1, -1);
  while (needed() > width) {
    const index = columns.findLastIndex(({isKept}) => isKept !== true);
    if (index === -1) break;
    columns.splice(index, 1);
  }
  return columns;
}

/** Draws the table in so many rows: a heading, names of columns, and the latest segments. */
export function drawTried(grid: Grid, top: number, rows: number, scene: Scene): void {
  if (rows < 3) return;
  const {figures} = scene;
  const {segments, earlierSegments} = figures;
  const shown = segments.slice(-(rows - 2));
  const hidden = earlierSegments + segments.length - shown.length;
  const note: Piece[] = [
    [
      hidden > 0
        ? `${hidden} earlier, ns: processor time a message`
        : 'ns: processor time a message',
      'dim',
    ],
  ];
  drawHeading(grid, top, '', 'Tried so far', [], note);
  const columns = columnsFor(figures, grid.columns);
  const put = (row: number, texts: readonly string[], role: Role, isNow: boolean, area?: Role) => {
    let left = 0;
    for (const [index, column] of columns.entries()) {
      const text = texts[index] ?? '';
      const isMode = index === 0 && area !== undefined;
      const weight: Weight =
        isNow && (isMode || column.heading === 'rate' || column.heading === 'ns each')
          ? 'bold'
          : 'plain';
      const shownText = text.slice(0, column.width);
      const start = column.isLeft === true ? left : left + column.width - shownText.length;
      grid.put(row, start, shownText, isMode ? area : role, weight);
      left += column.width + 1;
    }
  };
  put(
    top + 1,
    columns.map(({heading}) => heading),
    'dim',
    false,
  );
  const hasModes = figures.pipeline.settings[0]?.choices != null;
  for (const [index, segment] of shown.entries()) {
    const isNow = index === shown.length - 1;
    const area = hasModes ? modeRole(figures, segment.settings) : undefined;
    put(
      top + 2 + index,
      columns.map((column) => column.text(segment)),
      isNow ? 'text' : 'dim',
      isNow,
      area,
    );
  }
}
