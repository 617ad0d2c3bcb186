/** The page's panels: show a Snapshot as tables. */
import type {
  ActorReport,
  BeatReport,
  ChannelReport,
  EdgeReport,
  LaneReport,
  Snapshot,
} from '../../engine/index.ts';
import {formatSetting} from '../../engine/texts.ts';
import {describeEdgeFault, edgeEnds} from '../../format/edge.ts';
import {
  formatBinary,
  formatBytes,
  formatCount,
  formatFinePercent,
  formatMs,
  formatNs,
  formatPercentInline,
  formatRateInline,
  formatShort,
} from '../../format/number.ts';
import {formatWait} from '../../format/wait.ts';
import {getElement, setText} from './base/elements.ts';
import {listWaits} from './diagram/texts.ts';
import {listEvents} from './event-list.ts';
import {type CellContent, fillTable} from './table.ts';

/** Shows a Snapshot in every panel except the pictures. */
export function showPanels(snapshot: Snapshot): void {
  const {channels, actors, counters, edges, lanes, segments} = snapshot;
  getElement('tallies-panel', HTMLElement).hidden = counters.length === 0;
  fillTable('channels', channels.map(toChannelCells));
  showTable('edges', edges.map(toEdgeCells));
  showTable(
    'lanes',
    lanes.map((lane) => toLaneCells(snapshot, lane)),
  );
  fillTable(
    'actors',
    actors.map((actor) => toActorCells(snapshot, actor)),
  );
  fillTable('tallies', toTallyRows(snapshot));
  setText('verdict', formatVerdict(snapshot));
  fillTable('machine', toMachineRows(snapshot));
  fillTable('events', listEvents(snapshot));
  setText('counted', `${formatCount(snapshot.throughput.messages)} counted`);
  setText('change', formatChange(snapshot));
  fillTable(
    'segments',
    segments.slice(-8).map((segment) => toSegmentCells(snapshot, segment)),
  );
}

function toChannelCells(channel: ChannelReport): CellContent[] {
  const {name, fillNow} = channel;
  return [
    name,
    {meter: fillNow, label: `fill of ${name}`},
    formatPercentInline(fillNow),
    formatCount(channel.highWaterMessages),
    formatCount(channel.capacityMessages),
    formatCount(channel.total),
    `${channel.from} → ${channel.to}`,
  ];
}

/** Fills a table whose panel is on the page only while there are rows. */
function showTable(id: string, rows: readonly CellContent[][]): void {
  getElement(`${id}-panel`, HTMLElement).hidden = rows.length === 0;
  fillTable(id, rows);
}

function toEdgeCells(edge: EdgeReport): CellContent[] {
  const {name, fillNow, roundTripMs} = edge;
  return [
    name,
    {meter: fillNow, label: `fill of ${name}`},
    formatPercentInline(fillNow),
    `${formatCount(edge.batches)} of ${formatCount(edge.capacityBatches)}`,
    formatRateInline(edge.perSecond),
    roundTripMs === null ? '' : formatMs(roundTripMs).trim(),
    formatCount(edge.refused),
    edgeEnds(edge).join(' → '),
    describeEdgeFault(edge) ?? 'connected',
  ];
}

function toLaneCells({channels, pipeline, lanes}: Snapshot, lane: LaneReport): CellContent[] {
  const counted = lane.channels.find(({definedName}) => definedName === pipeline.throughput);
  const busy = lane.actors
    .filter((actor) => lanes.every((other) => other === lane || !hasActor(other, actor.name)))
    .map(({definedName, busyNow}) => `${definedName} ${formatPercentInline(busyNow)}`);
  const fills = lane.channels.map(({definedName, fillMessages}) => {
    const {capacityMessages = 1} = channels.find(({name}) => name === definedName) ?? {};
    const share = (fillMessages * lanes.length) / capacityMessages;
    return `${definedName} ${formatPercentInline(Math.min(1, share))}`;
  });
  const rate = formatRateInline(counted?.perSecond ?? 0);
  return [`lane ${lane.lane}`, rate, busy.join(', '), fills.join(', ')];
}

function hasActor({actors}: LaneReport, name: string): boolean {
  return actors.some((actor) => actor.name === name);
}

function toActorCells(snapshot: Snapshot, actor: ActorReport): CellContent[] {
  const waits = listWaits(actor)
    .toSorted((one, other) => other.share - one.share)
    .map(({kind, share}) => {
      return `${formatWait(snapshot, actor.name, kind)} ${formatPercentInline(share)}`;
    });
  return [
    actor.name,
    actor.thread.toString(),
    {meter: actor.busyNow, label: `how busy ${actor.name} is`},
    formatPercentInline(actor.busyNow),
    waits.join(', ') || 'nothing',
    formatCount(actor.meanBatch),
    actor.restarts.toString(),
  ];
}

/** The bar of a counter is relative to the greatest share. A mark shows where it should end. */
function toTallyRows({counters}: Snapshot): CellContent[][] {
  const total = counters.reduce((sum, {count}) => sum + count, 0);
  const shareOf = (count: number) => (total > 0 ? count / total : 0);
  const shares = counters.flatMap(({count, share}) => [shareOf(count), share ?? 0]);
  const greatest = Math.max(Number.MIN_VALUE, ...shares);
  return counters.map(({name, label, count, share}, index) => [
    label === '' ? name : label,
    {
      bar: shareOf(count) / greatest,
      mark: share === null ? undefined : share / greatest,
      className: `tally-${index % 4}`,
    },
    share === null ? '' : formatFinePercent(shareOf(count)).trim(),
    share === null ? '' : formatFinePercent(share).trim(),
    formatCount(count),
  ]);
}

/** Counts that differ by more from the expected ones are wrong. */
const differenceMax = 3;

function formatVerdict({counters}: Snapshot): string {
  const total = counters.reduce((sum, {count}) => sum + count, 0);
  const expected = counters.filter(({share}) => share !== null);
  if (expected.length === 0 || total === 0) return '';
  const isRight = expected.every(
    ({count, share}) => Math.abs(count - (share ?? 0) * total) <= differenceMax,
  );
  getElement('verdict', HTMLElement).dataset.right = String(isRight);
  return isRight ? 'as expected' : 'NOT as expected';
}

function toSegmentCells(
  {pipeline}: Snapshot,
  segment: Snapshot['segments'][number],
): CellContent[] {
  const {settings, seconds, perSecond, latency, cpuSeconds, messages, limit} = segment;
  const values = pipeline.settings.map((report) =>
    formatSetting(report, settings[report.name] ?? ''),
  );
  return [
    `${seconds.toFixed(1)} s`,
    values.join(' '),
    `${formatBinary(settings.batchMessages)} of ${formatBinary(settings.capacityMessages)}`,
    settings.threads.toString(),
    formatRateInline(perSecond),
    latency === null ? '' : formatMs(latency.p50Ms).trim(),
    messages > 0 && cpuSeconds > 0 ? formatNs((cpuSeconds / messages) * 1e9) : '',
    limit.kind === 'nothing' ? '' : limit.by,
  ];
}

function toMachineRows({beat, latency, memory, machine, stop, rolling}: Snapshot): CellContent[][] {
  const {cpu, cores, node, kernels, memoryBytes} = machine;
  const rows = beat === null ? [] : toBeatRows(beat);
  const used = rolling.actors.reduce((sum, {cpuCores}) => sum + cpuCores, 0);
  rows.push(
    [
      'latency',
      latency === null
        ? 'not measured'
        : `${formatMs(latency.p50Ms).trim()}, p99 ${formatMs(latency.p99Ms).trim()}`,
    ],
    ['cores', `${used.toFixed(2)} of ${formatShort(cores).trim()}`],
    [
      'memory',
      `${formatBytes(memory.residentBytes)}, of it rings ${formatBytes(memory.sharedBytes)}`,
    ],
    ['machine', `${cpu}, ${formatBytes(memoryBytes)}`],
    ['Node', `${node}${kernels === '' ? '' : `, kernels ${kernels}`}`],
  );
  if (stop === null) return rows;
  const [clean, verified] = [stop.clean ? 'clean' : 'UNCLEAN', stop.verified ? '' : 'NOT '];
  const outcome = `${clean}, ${verified}verified`;
  return [...rows, ['outcome', stop.fault === null ? outcome : `${outcome}: ${stop.fault}`]];
}

function toBeatRows({noun, sent, target, skipped, lateness}: BeatReport): CellContent[][] {
  const late =
    lateness === null
      ? 'never'
      : `${formatMs(lateness.p50Ms).trim()}, p99 ${formatMs(lateness.p99Ms).trim()}`;
  return [
    [noun, `${formatCount(sent)}${target === null ? '' : ` of ${formatCount(target)}`}`],
    [`${noun} late`, `${late}; ${formatCount(skipped)} skipped`],
  ];
}

function formatChange({change}: Snapshot): string {
  if (change === null) return '';
  const before =
    change.before === null ? 'not measured' : formatRateInline(change.before.perSecond);
  const after = change.after === null ? 'being measured' : formatRateInline(change.after.perSecond);
  return `last change: ${change.what}: ${before}, then ${after}`;
}
