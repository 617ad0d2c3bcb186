/** The page's panels: show a Snapshot as text, tables and bars. */
import type {ActorReport, BeatReport, ChannelReport, Snapshot} from '../../engine/index.ts';
import {formatLimit} from '../../format/limit.ts';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatPercent,
  formatRateInline,
} from '../../format/number.ts';
import {getElement, setText} from './elements.ts';
import {type CellContent, fillTable} from './table.ts';

/** Shows a Snapshot in every panel except the graph and the chart. */
export function showPanels(snapshot: Snapshot): void {
  const {throughput, activeSeconds, state, channels, actors, counters} = snapshot;
  setText('run', [state, ...formatSettings(snapshot), formatClock(activeSeconds)].join(', '));
  setText('now', formatRateInline(throughput.nowPerSecond));
  const [mean, p50, peak] = [
    throughput.meanPerSecond,
    throughput.p50PerSecond,
    throughput.peakPerSecond,
  ].map(formatRateInline);
  setText('rates', `messages end to end; mean ${mean}, median ${p50}, peak ${peak}`);
  setText('limit', formatLimit(snapshot));
  setText('change', formatChange(snapshot));
  getElement('tallies-panel', HTMLElement).hidden = counters.length === 0;
  fillTable('channels', channels.map(toChannelCells));
  fillTable('actors', actors.map(toActorCells));
  fillTable('tallies', toTallyRows(snapshot));
  fillTable('machine', toMachineRows(snapshot));
}

function formatSettings({pipeline, settings}: Snapshot): string[] {
  return pipeline.settings.map(({name, rateOf, zero}) => {
    const value = settings[name] ?? '';
    if (typeof value === 'string') return value;
    if (rateOf === null) return `${name} ${value}`;
    return value === 0 ? zero : `a ${rateOf.replace(/s$/, '')} each ${formatMs(value)}`;
  });
}

function toChannelCells(channel: ChannelReport): CellContent[] {
  const {name, fillNow} = channel;
  return [
    name,
    {meter: fillNow, label: `fill of ${name}`},
    formatPercent(fillNow).trim(),
    formatCount(channel.highWaterMessages),
    formatCount(channel.capacityMessages),
    formatCount(channel.total),
    `${channel.from} → ${channel.to}`,
  ];
}

function toActorCells(actor: ActorReport): CellContent[] {
  const waits = Object.entries(actor.waitsNow)
    .filter(([, share]) => share >= 0.005)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, share]) => `${kind} ${formatPercent(share).trim()}`);
  return [
    actor.name,
    actor.thread.toString(),
    formatPercent(actor.busyNow),
    waits.join(', ') || 'nothing',
    formatCount(actor.meanBatch),
    actor.restarts.toString(),
  ];
}

function toTallyRows({counters}: Snapshot): CellContent[][] {
  const total = counters.reduce((sum, {count}) => sum + count, 0);
  return counters.map(({name, count, share}) => [
    name,
    formatCount(count),
    total > 0 && share !== null ? formatFinePercent(count / total) : '',
    share === null ? '' : formatFinePercent(share),
  ]);
}

function toMachineRows({beat, latency, memory, machine, stop, log}: Snapshot): CellContent[][] {
  const {cpu, cores, node, kernels} = machine;
  const rows = beat === null ? [] : toBeatRows(beat);
  rows.push(
    [
      'latency',
      latency === null ? '' : `${formatMs(latency.p50Ms)}, p99 ${formatMs(latency.p99Ms)}`,
    ],
    [
      'memory',
      `${formatBytes(memory.residentBytes)}, of it rings ${formatBytes(memory.sharedBytes)}`,
    ],
    [
      'machine',
      `${cpu}, ${cores} cores, Node ${node}${kernels === '' ? '' : `, kernels ${kernels}`}`,
    ],
    ['last said', log.at(-1)?.text ?? ''],
  );
  if (stop === null) return rows;
  const outcome = `${stop.clean ? 'clean' : 'unclean'}, ${stop.verified ? 'verified' : 'not verified'}`;
  return [...rows, ['outcome', stop.fault === null ? outcome : `${outcome}: ${stop.fault}`]];
}

function toBeatRows({noun, sent, target, skipped}: BeatReport): CellContent[][] {
  return [
    [noun, `${formatCount(sent)}${target === null ? '' : ` of ${formatCount(target)}`}`],
    [`${noun} skipped`, formatCount(skipped)],
  ];
}

function formatChange({change}: Snapshot): string {
  if (change === null) return '';
  const before =
    change.before === null ? 'not measured' : formatRateInline(change.before.perSecond);
  const after = change.after === null ? 'being measured' : formatRateInline(change.after.perSecond);
  return `${change.what}: ${before}, then ${after}`;
}
