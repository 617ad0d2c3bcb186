/** The page's panels: show a Snapshot as text, tables and bars. */
import type {ActorReport, ChannelReport, Snapshot} from '../engine/index.ts';
import {limitInWords} from '../format/limit.ts';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatPercent,
  formatRateInline,
} from '../format/number.ts';
import {expectedShares} from '../format/shares.ts';
import {element, say} from './elements.ts';

/** Shows a Snapshot in every panel except the graph and the chart. */
export function showPanels(snapshot: Snapshot): void {
  const {throughput, mode, activeSeconds, state, beat} = snapshot;
  const beats = beat.periodMs === 0 ? 'free-running' : `a beat each ${formatMs(beat.periodMs)}`;
  say('run', `${state}, ${mode}, ${beats}, ${formatClock(activeSeconds)}`);
  say('now', formatRateInline(throughput.nowPerSecond));
  const [mean, p50, peak] = [
    throughput.meanPerSecond,
    throughput.p50PerSecond,
    throughput.peakPerSecond,
  ].map(formatRateInline);
  say('rates', `messages end to end; mean ${mean}, median ${p50}, peak ${peak}`);
  say('limit', limitInWords(snapshot));
  say('change', formatChange(snapshot));
  fill('channels', snapshot.channels.map(channelCells));
  fill('actors', snapshot.actors.map(actorCells));
  fill('tallies', tallyRows(snapshot));
  fill('machine', machineRows(snapshot));
}

type CellContent = string | {readonly meter: number; readonly label: string};

function channelCells({
  name,
  from,
  to,
  fillNow,
  highWaterMessages,
  capacityMessages,
  total,
}: ChannelReport): CellContent[] {
  const label = formatPercent(fillNow).trim();
  return [
    name,
    {meter: fillNow, label: `fill of ${name}`},
    label,
    formatCount(highWaterMessages),
    formatCount(capacityMessages),
    formatCount(total),
    `${from} → ${to}`,
  ];
}

function actorCells(actor: ActorReport): CellContent[] {
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

function tallyRows({tallies, messages}: Snapshot): CellContent[][] {
  return (Object.keys(expectedShares) as (keyof typeof expectedShares)[]).map((kind) => [
    kind,
    formatCount(tallies[kind]),
    messages.logged > 0 ? formatFinePercent(tallies[kind] / messages.logged) : '',
    formatFinePercent(expectedShares[kind]),
  ]);
}

function machineRows({beat, latency, memory, machine, stop, log}: Snapshot): CellContent[][] {
  const rows: CellContent[][] = [
    [
      'beats',
      beat.target === null
        ? formatCount(beat.sent)
        : `${formatCount(beat.sent)} of ${formatCount(beat.target)}`,
    ],
    ['beats skipped', formatCount(beat.skipped)],
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
      `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, kernels ${machine.kernels}`,
    ],
    ['last said', log.at(-1)?.text ?? ''],
  ];
  if (stop === null) return rows;
  const outcome = `${stop.clean ? 'clean' : 'unclean'}, ${stop.verified ? 'verified' : 'not verified'}`;
  return [...rows, ['outcome', stop.fault === null ? outcome : `${outcome}: ${stop.fault}`]];
}

function formatChange({change}: Snapshot): string {
  if (change === null) return '';
  const before =
    change.before === null ? 'not measured' : formatRateInline(change.before.perSecond);
  const after = change.after === null ? 'being measured' : formatRateInline(change.after.perSecond);
  return `${change.what}: ${before}, then ${after}`;
}

/**
 * Fills the body of a table. Rows and cells are kept, so that the reader's selection and focus
 * stay.
 */
function fill(id: string, rows: readonly (readonly CellContent[])[]): void {
  const table = element(id, HTMLTableElement);
  const body = table.tBodies[0] as HTMLTableSectionElement;
  rows.forEach((cells, place) => {
    const row = body.rows[place] ?? addRow(table, body, cells);
    cells.forEach((content, column) => {
      const cell = row.cells[column] as HTMLTableCellElement;
      if (typeof content !== 'string') setMeter(cell, content.meter);
      else if (cell.textContent !== content) cell.textContent = content;
    });
  });
}

function addRow(
  table: HTMLTableElement,
  body: HTMLTableSectionElement,
  cells: readonly CellContent[],
): HTMLTableRowElement {
  const row = body.insertRow();
  cells.forEach((content, column) => {
    const cell = document.createElement(column === 0 ? 'th' : 'td');
    if (column === 0) cell.setAttribute('scope', 'row');
    if (typeof content !== 'string') cell.append(newMeter(content.label));
    cell.className = table.tHead?.rows[0]?.cells[column]?.className ?? '';
    row.append(cell);
  });
  return row;
}

/**
 * Creates a bar that the browser colours by its thresholds. They are those of the graph's edges.
 */
function newMeter(label: string): HTMLMeterElement {
  const meter = document.createElement('meter');
  Object.assign(meter, {min: 0, max: 1, low: 0.6, high: 0.9, optimum: 0});
  meter.setAttribute('aria-label', label);
  return meter;
}

function setMeter(cell: HTMLTableCellElement, value: number): void {
  const meter = cell.querySelector('meter');
  if (meter !== null) meter.value = value;
}
