/**
 * Formats the segments of a run: their rows in tables, and their beginnings as marks on a chart.
 */
import {
  isBatchHalf,
  type Limit,
  type Mode,
  type SegmentReport,
  type Snapshot,
} from '../engine/index.ts';
import type {ChartMark} from './draw.ts';
import {formatMs, formatRate, formatRateInline, formatShort} from './number.ts';

/** Formats the beat rate of a segment: `500/s` or `free`. */
export function beatsInShort(periodMs: number): string {
  if (periodMs === 0) return 'free';
  const perSecond = 1_000 / periodMs;
  // `1250/s` is shorter than `1.25 k/s`. Most beat rates are round numbers, which need no decimals.
  if (perSecond >= 999.5 && perSecond < 9_999.5) return `${Math.round(perSecond)}/s`;
  return formatRateInline(perSecond).replace(/\.0+(?= )/, '');
}

/** Returns the bottleneck of a segment in one word, or an empty string if it was not measured. */
export function limitInShort({by}: Limit): string {
  if (by === 'nothing' || by === 'pause') return '';
  return by;
}

/**
 * Returns the cores that the actors' threads used; 0 if the system does not report processor time.
 */
export function coresOf({cpuSeconds, seconds}: SegmentReport): number {
  return seconds > 0 ? cpuSeconds / seconds : 0;
}

/** The heading of the columns that `segmentInColumns` formats. */
export const segmentHeading = 'mode          beats capacity batch throughput latency cores limit';

/** Formats a segment as columns under the heading, in at most 69 characters. */
export function segmentInColumns(segment: SegmentReport): string {
  const {mode, periodMs, capacityMessages, batchMessages, perSecond, latency, limit} = segment;
  return [
    mode.padEnd(13),
    beatsInShort(periodMs).padEnd(7),
    formatShort(capacityMessages),
    formatShort(batchMessages),
    ` ${formatRate(perSecond)}`,
    latency === null ? '-'.padStart(7) : formatMs(latency.p50Ms),
    coresOf(segment).toFixed(2).padStart(5),
    limitInShort(limit),
  ].join(' ');
}

const modeInShort: Readonly<Record<Mode, string>> = {
  'double-buffer': 'double',
  'zero-copy': 'zero',
};

/** Formats the difference between two segments as briefly as possible: `zero 1 k/s`. */
export function differenceInShort(before: SegmentReport, after: SegmentReport): string {
  const parts = [
    before.mode === after.mode ? '' : modeInShort[after.mode],
    before.periodMs === after.periodMs ? '' : beatsInShort(after.periodMs),
    before.capacityMessages === after.capacityMessages
      ? ''
      : `[${inShort(after.capacityMessages)}]`,
    hasOtherBatch(before, after) ? `batch ${inShort(after.batchMessages)}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * Returns true if the batch changed on its own. A batch that stays half the capacity follows from
 * the capacity.
 */
function hasOtherBatch(before: SegmentReport, after: SegmentReport): boolean {
  const follows = isBatchHalf(before) && isBatchHalf(after);
  return before.batchMessages !== after.batchMessages && !follows;
}

/** Returns the beginnings of the segments as marks on a chart that ends with the current second. */
export function segmentMarks({segments, activeSeconds}: Snapshot): readonly ChartMark[] {
  return segments.slice(1).map((segment, place) => ({
    secondsAgo: Math.floor(activeSeconds) - Math.floor(segment.fromSeconds),
    label: differenceInShort(segments[place] as SegmentReport, segment),
  }));
}

function inShort(messages: number): string {
  return formatShort(messages).trim();
}
