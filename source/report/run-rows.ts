import {type BeatReport, formatSetting, type Percentiles, type Snapshot} from '../engine/index.ts';
import {isFizzBuzz} from '../fizzbuzz/report.ts';
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
  const {throughput, latency, beat, memory, machine} = snapshot;
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
    ...toCounterRows(snapshot),
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

/** Counters with expected shares are shown as shares. FizzBuzz's kinds have their initials. */
function toCounterRows(snapshot: Snapshot): string[][] {
  const {counters} = snapshot;
  if (counters.length === 0) return [];
  const total = counters.reduce((sum, {count}) => sum + count, 0);
  const formatShare = (count: number) =>
    total > 0 ? formatFinePercent(count / total).trim() : '0 %';
  const isShared = counters.every(({share}) => share !== null);
  const cells = counters.map(({label, count}) => {
    const name = isFizzBuzz(snapshot) ? label.replaceAll(/\P{Lu}/gu, '') : label;
    return `${name} ${isShared ? formatShare(count) : formatCount(count)}`;
  });
  return [[isShared ? 'shares' : 'counts', cells.join(', ')]];
}
