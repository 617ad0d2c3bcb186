/** Formats the segments of a run as rows of tables. */
import type {Limit, SegmentReport, SettingReport} from '../engine/index.ts';
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

/** Returns the processor time of a segment per message, in nanoseconds; null if not measured. */
export function cpuNsEach({cpuSeconds, messages}: SegmentReport): number | null {
  return cpuSeconds > 0 && messages > 0 ? (cpuSeconds / messages) * 1e9 : null;
}

/** Formats threads, and lanes of so many threads: `3`, `4×1`. */
export function formatParallel({threads, lanes}: SegmentReport['settings']): string {
  return lanes > 1 ? `${lanes}×${threads}` : String(threads);
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
