/**
 * The summary of a run: one pure function of the last Snapshot, so that every way out prints the same text.
 */
import {formatBeatRate, formatTallies, type ModeReport, type Snapshot} from '../engine/index.ts';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatPercent,
  formatRateInline,
} from '../format/number.ts';
import {type Symbols, spell} from '../format/symbols.ts';
import {waitInWords} from '../format/wait.ts';
import {type Row, renderTable} from './table.tsx';

/** The three lines that open the summary of every run; numbers without separators, for other programs to read. */
export function closingLines(snapshot: Snapshot): string {
  const {messages, tallies, heartbeats} = snapshot;
  const {generated, processed, logged} = messages;
  return [
    `Generator shutting down. Total generated: ${generated}`,
    `Worker shutting down. Heartbeats: ${heartbeats}, Values: ${processed}, Messages: ${processed}`,
    `Logger shutting down. Total: ${logged} (${formatTallies(tallies)})`,
    '',
  ].join('\n');
}

/** The closing lines, the outcome in a sentence, and tables of the run, its modes, channels and actors. */
export function summarize(snapshot: Snapshot, symbols: Symbols): string {
  const tables = [
    runTable(snapshot),
    modeTable(snapshot),
    channelTable(snapshot),
    actorTable(snapshot),
  ];
  const text = [outcome(snapshot), ...tables.map(renderTable)].join('\n');
  return `${closingLines(snapshot)}\n${spell(text, symbols)}\n`;
}

/** How the run ended, in words. */
export function outcome(snapshot: Snapshot): string {
  const {stop, elapsedSeconds} = snapshot;
  if (stop === null) return 'Still running.';
  const proof = stop.verified
    ? 'verified:\ngenerated = processed = logged, and the tallies are exact'
    : stop.clean
      ? 'NOT VERIFIED: the counts do not agree'
      : 'NOT VERIFIED';
  const head = `Stopped by ${stop.by} after ${elapsedSeconds.toFixed(2)} s, ${stop.clean ? 'clean' : 'UNCLEAN'}; ${proof}.`;
  const fault = stop.fault === null ? [] : [`Fault: ${stop.fault}.`];
  const holdouts = stop.holdouts.map(({actor, waitingFor}) => {
    const wait =
      waitingFor === null ? 'was not waiting' : `waited for ${waitInWords(actor, waitingFor)}`;
    return `The ${actor} had not agreed to the stop: it ${wait}.`;
  });
  return [head, ...fault, ...holdouts].join('\n');
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
