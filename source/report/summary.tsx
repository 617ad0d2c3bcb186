import {formatBeatRate, type ModeReport, type Snapshot} from '../engine/index.ts';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatPercent,
  formatRateInline,
} from '../format/number.ts';
import {segmentHeading, segmentInColumns} from '../format/segment.ts';
import {type Symbols, spell} from '../format/symbols.ts';
import {outcome, shutdownLines} from './outcome.ts';
import {type Row, renderTable, wrapped} from './table.tsx';
import {verdict} from './verdict.ts';

/**
 * Formats the summary of a run. It is a pure function of the last Snapshot, so that every exit of
 * the program prints the same text.
 *
 * The summary has the closing lines, the outcome and a verdict in a sentence each, and tables of
 * the run, its segments, modes, channels and actors.
 */
export function summarize(snapshot: Snapshot, symbols: Symbols): string {
  const tables = [
    runTable(snapshot),
    segmentTable(snapshot),
    modeTable(snapshot),
    channelTable(snapshot),
    actorTable(snapshot),
  ];
  const text = [
    outcome(snapshot),
    wrapped(verdict(snapshot)),
    '',
    ...tables.filter((rows) => rows.length > 0).map(renderTable),
  ].join('\n');
  return `${shutdownLines(snapshot)}\n${spell(text, symbols)}\n`;
}

function runTable(snapshot: Snapshot): Row[] {
  const {throughput, latency, beat, tallies, messages, memory} = snapshot;
  const share = (count: number) =>
    messages.logged > 0 ? formatFinePercent(count / messages.logged).trim() : '0 %';
  const lateness =
    beat.lateness === null
      ? 'no beat was due'
      : `median ${formatMs(beat.lateness.p50Ms).trim()}, 99 % within ${formatMs(beat.lateness.p99Ms).trim()}`;
  return [
    ['messages', formatCount(messages.logged)],
    ['running time', `${formatClock(snapshot.activeSeconds)} (pauses left out)`],
    [
      'throughput',
      `mean ${formatRateInline(throughput.meanPerSecond)}, median ${formatRateInline(throughput.p50PerSecond)}, peak ${formatRateInline(throughput.peakPerSecond)}`,
    ],
    [
      'latency',
      latency === null
        ? 'not measured'
        : `median ${formatMs(latency.p50Ms).trim()}, 99 % within ${formatMs(latency.p99Ms).trim()}`,
    ],
    [
      'heartbeat',
      `${formatBeatRate(beat.periodMs)}, ${formatCount(beat.sent)} sent, ${formatCount(beat.skipped)} skipped`,
    ],
    ['lateness', lateness],
    [
      'shares',
      `F ${share(tallies.fizz)}, B ${share(tallies.buzz)}, FB ${share(tallies.fizzbuzz)}, V ${share(tallies.value)}`,
    ],
    [
      'memory',
      `${formatBytes(memory.sharedBytes)} shared, ${formatBytes(memory.residentBytes)} resident`,
    ],
    ['kernels', snapshot.machine.kernels],
  ].map(([what, value]) => ({run: what as string, ' ': value as string}));
}

/**
 * Returns the segments with columns inside one cell, as on the screen. A border round each column
 * would make the table wider than most terminals.
 */
function segmentTable({segments, earlierSegments}: Snapshot): Row[] {
  const heading = ` time ${segmentHeading}`;
  const rows = segments.map((segment) => ({
    [heading]: `${segment.seconds.toFixed(1).padStart(5)} ${segmentInColumns(segment)}`,
  }));
  if (earlierSegments === 0) return rows;
  return [{[heading]: `${formatCount(earlierSegments)} segments before these`}, ...rows];
}

function modeTable(snapshot: Snapshot): Row[] {
  const used = snapshot.modes.filter((mode) => mode.messages > 0);
  const slowest = used.reduce<ModeReport | undefined>(
    (least, mode) => (least === undefined || mode.perSecond < least.perSecond ? mode : least),
    undefined,
  );
  return (used.length > 0 ? used : snapshot.modes).map((mode) => {
    const factor = slowest && slowest.perSecond > 0 ? mode.perSecond / slowest.perSecond : 1;
    return {
      mode: mode.mode,
      seconds: mode.seconds.toFixed(1),
      messages: formatCount(mode.messages),
      throughput: formatRateInline(mode.perSecond),
      compared: `${factor.toFixed(2)} x`,
    };
  });
}

function channelTable(snapshot: Snapshot): Row[] {
  return snapshot.channels.map((channel) => ({
    channel: channel.name,
    from: channel.from,
    to: channel.to,
    capacity: formatCount(channel.capacityMessages),
    total: formatCount(channel.total),
    p80: formatPercent(channel.fillP80),
    high: formatPercent(channel.highWaterMessages / channel.capacityMessages),
  }));
}

function actorTable(snapshot: Snapshot): Row[] {
  return snapshot.actors.map((actor) => ({
    actor: actor.name,
    thread: actor.thread.toString(),
    busy: formatPercent(actor.busyRatio),
    batches: formatCount(actor.batches),
    'mean batch': formatCount(actor.meanBatch),
    restarts: actor.restarts.toString(),
  }));
}
