import {
  type BeatReport,
  type CounterReport,
  formatSetting,
  type Percentiles,
  type Snapshot,
} from '../engine/index.ts';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatRateInline,
} from '../format/number.ts';
import type {Row} from './table.tsx';

/** Returns the rows of the table of the run. What the pipeline does not have has no row. */
export function toRunRows(snapshot: Snapshot): Row[] {
  const {throughput, latency, beat, counters, memory, machine} = snapshot;
  const [mean, p50, peak] = [
    throughput.meanPerSecond,
    throughput.p50PerSecond,
    throughput.peakPerSecond,
  ].map(formatRateInline);
  return [
    ['messages', formatCount(throughput.messages)],
    ['running time', `${formatClock(snapshot.activeSeconds)} (pauses left out)`],
    ['throughput', `mean ${mean}, median ${p50}, peak ${peak}`],
    ['latency', formatTiming(latency, 'not measured')],
    ...(beat === null ? [] : toBeatRows(beat, snapshot)),
    ...toCounterRows(counters),
    [
      'memory',
      `${formatBytes(memory.sharedBytes)} shared, ${formatBytes(memory.residentBytes)} resident`,
    ],
    ...(machine.kernels === '' ? [] : [['kernels', machine.kernels]]),
  ].map(([what, value]) => ({run: what as string, ' ': value as string}));
}

function formatTiming(timing: Percentiles | null, none: string): string {
  if (timing === null) return none;
  return `median ${formatMs(timing.p50Ms).trim()}, 99 % within ${formatMs(timing.p99Ms).trim()}`;
}

function toBeatRows(beat: BeatReport, {pipeline, channels}: Snapshot): string[][] {
  const period = pipeline.settings.find(({rateOf}) => rateOf === beat.noun);
  const rate = period === undefined ? '' : `${formatSetting(period, beat.periodMs)}, `;
  const sender = channels.find(({name}) => name === beat.channel)?.from ?? beat.noun;
  const none = `no ${beat.noun.replace(/s$/, '')} was due`;
  return [
    [sender, `${rate}${formatCount(beat.sent)} sent, ${formatCount(beat.skipped)} skipped`],
    ['lateness', formatTiming(beat.lateness, none)],
  ];
}

/** Counters with expected shares are shown as shares, under the capitals of their labels. */
function toCounterRows(counters: readonly CounterReport[]): string[][] {
  if (counters.length === 0) return [];
  if (counters.some(({share}) => share === null)) {
    return [
      ['counts', counters.map(({label, count}) => `${label} ${formatCount(count)}`).join(', ')],
    ];
  }
  const capitals = counters.map(({label}) => label.replaceAll(/\P{Lu}/gu, '') || label);
  const isUnique = new Set(capitals).size === counters.length;
  const total = counters.reduce((sum, {count}) => sum + count, 0);
  const shares = counters.map(({label, count}, index) => {
    const share = total > 0 ? formatFinePercent(count / total).trim() : '0 %';
    return `${isUnique ? capitals[index] : label} ${share}`;
  });
  return [['shares', shares.join(', ')]];
}
