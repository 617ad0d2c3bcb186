/**
 * Formats the segments of a run: their rows in tables, and their beginnings as marks on a chart.
 */
import {
  formatLanes,
  isBatchHalf,
  type Limit,
  type SegmentReport,
  type SettingReport,
  type Snapshot,
} from '../engine/index.ts';
import type {ChartMark} from './draw.ts';
import {formatMs, formatRate, formatRateInline, formatShort} from './number.ts';

/** Formats the value of a setting in few characters: `zero-copy`, `500/s` or `free`. */
export function formatSettingShort(setting: SettingReport, value: string | number = ''): string {
  if (typeof value === 'string') return value;
  if (setting.rateOf === null) return formatShort(value).trim();
  if (value === 0) return firstWord(setting.zero);
  const perSecond = 1_000 / value;
  // `1250/s` is shorter than `1.25 k/s`. Most beat rates are round numbers, which need no decimals.
  if (perSecond >= 999.5 && perSecond < 9_999.5) return `${Math.round(perSecond)}/s`;
  return formatRateInline(perSecond).replace(/\.0+(?= )/, '');
}

function firstWord(words: string): string {
  return words.split('-')[0] as string;
}

/** Returns the cores that the actors' threads used; 0 if processor time is not reported. */
function countCores({cpuSeconds, seconds}: SegmentReport): number {
  return seconds > 0 ? cpuSeconds / seconds : 0;
}

/** Returns the bottleneck in one word, or an empty string if it was not measured. */
function formatLimitShort({kind, by}: Limit): string {
  return kind === 'nothing' || kind === 'pause' ? '' : by;
}

/** Columns of a setting. The heading of the next column begins up to two columns early. */
function countColumns({name, choices, rateOf}: SettingReport): number {
  const heading = (rateOf ?? name).length + 2;
  return Math.max(heading, ...(choices ?? ['1250/s ']).map(({length}) => length));
}

/** Formats the heading of the columns of `formatSegment`: `cpu/t` is the cores used and threads. */
export function formatSegmentHeading(settings: readonly SettingReport[]): string {
  const columns = settings.map((setting) =>
    `${setting.rateOf ?? setting.name} `.padEnd(countColumns(setting) + 1),
  );
  return `${columns.join('').slice(0, -2)}capacity batch throughput latency cpu/t limit`;
}

/** Formats a segment as columns under the heading. */
export function formatSegment(reports: readonly SettingReport[], segment: SegmentReport): string {
  const {settings, perSecond, latency, limit} = segment;
  const columns = reports.map((report) =>
    formatSettingShort(report, settings[report.name]).padEnd(countColumns(report)),
  );
  return [
    ...(columns.length > 0 ? columns : [' ']),
    formatShort(settings.capacityMessages),
    formatShort(settings.batchMessages),
    ` ${formatRate(perSecond)}`,
    latency === null ? '-'.padStart(7) : formatMs(latency.p50Ms),
    `${countCores(segment).toFixed(1)}/${settings.threads}`.padStart(5),
    formatLimitShort(limit),
  ].join(' ');
}

/** Formats a change of settings as briefly as possible: `zero 1 k/s`. */
function formatDifference(
  reports: readonly SettingReport[],
  {settings: before}: SegmentReport,
  {settings: after}: SegmentReport,
): string {
  const differs = (name: string) => before[name] !== after[name];
  const inShort = (messages: number) => formatShort(messages).trim();
  // A batch that stays half the capacity follows from the capacity.
  const batchFollows = isBatchHalf(before) && isBatchHalf(after);
  const parts = reports
    .filter(({name}) => differs(name))
    .map((report) => {
      const value = formatSettingShort(report, after[report.name]);
      if (report.choices !== null) return firstWord(value);
      return report.rateOf === null ? `${report.name} ${value}` : value;
    });
  if (differs('capacityMessages')) parts.push(`[${inShort(after.capacityMessages)}]`);
  if (differs('batchMessages') && !batchFollows)
    parts.push(`batch ${inShort(after.batchMessages)}`);
  if (differs('threads')) parts.push(`${after.threads} thr`);
  if (differs('lanes')) parts.push(formatLanes(after.lanes));
  return parts.join(' ');
}

/** Returns the beginnings of the segments as marks on a chart that ends with the current second. */
export function toSegmentMarks({pipeline, segments, activeSeconds}: Snapshot): ChartMark[] {
  return segments.slice(1).map((segment, index) => ({
    secondsAgo: Math.floor(activeSeconds) - Math.floor(segment.fromSeconds),
    label: formatDifference(pipeline.settings, segments[index] as SegmentReport, segment),
  }));
}
