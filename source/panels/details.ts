/** Draws one panel alone, with all its figures. */
import {formatSetting, type Percentiles, type Snapshot} from '../engine/index.ts';
import {drawGauge} from '../format/bar.ts';
import type {Grid} from '../format/grid.ts';
import {drawHeap} from '../format/heap.ts';
import {
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatPercentInline,
  formatRate,
  formatRateInline,
} from '../format/number.ts';
import {formatWait, sortWaits} from '../format/wait.ts';
import {isLimit} from './boxes.ts';
import {isAlarmed} from './channel-note.ts';
import {drawEdgeRow} from './edge-row.ts';
import {alertPieces, eventPieces, formatCounted, listEvents} from './events.ts';
import {drawHeading} from './heading.ts';
import {rateOf, type Scene} from './scene.ts';
import {drawChannelSparkline} from './sparkline.ts';
import {drawTallies, formatTallyVerdict, sumCounts} from './tallies.ts';

const nameColumns = 12;
const barColumnsMax = 60;

/** Draws the channels: two rows of figures below each pipe, and the course of its rate. */
export function drawChannelDetail(grid: Grid, scene: Scene): void {
  const {figures, snapshot} = scene;
  drawHeading(grid, 0, '2', 'Piled up', [], [['fill at batch starts, ┃ highest ever', 'dim']]);
  for (const [index, report] of figures.channels.entries()) {
    const top = 1 + index * 4;
    const {name, from, to, sent, total, fillMessages, capacityMessages, fillNow} = report;
    const bars = snapshot.channels[index] ?? report;
    const width = Math.min(barColumnsMax, grid.columns - nameColumns - 20);
    const high = bars.highWaterMessages / bars.capacityMessages;
    const {line, heap} = drawHeap(bars.fillNow, high, width - 1);
    const role = isAlarmed(scene, name) ? 'alarm' : 'pile';
    grid.put(top, 0, name, 'title');
    const next = grid.put(top, nameColumns, line, 'flow');
    grid.put(top, grid.put(top, next, heap, role), '►', 'flow');
    const end = nameColumns + Math.max(0, width) + 1;
    const after = grid.put(top, end, formatPercentInline(fillNow).padStart(5), role, 'bold');
    grid.put(top, after + 1, `high ${formatPercentInline(high)}`, 'dim');
    const rolling = figures.rolling.channels[index];
    const rates = formatRateInline(rateOf(scene, index));
    const [mean, p80] = [rolling?.fillMean ?? 0, rolling?.fillP80 ?? 0].map(formatPercentInline);
    const fills = `filled ${mean} on average, p80 ${p80}`;
    const flow = grid.put(top + 1, 4, `${from} → ${to}, ${rates}, ${fills} `, 'dim');
    drawChannelSparkline(grid, top + 1, flow + 1, grid.columns, scene, index);
    const counts = `${formatCount(sent)} sent, ${formatCount(total)} received`;
    grid.put(
      top + 2,
      4,
      `${counts}, ${formatCount(fillMessages)} of ${formatCount(capacityMessages)} in it now`,
      'dim',
    );
  }
  const end = 1 + figures.channels.length * 4;
  for (const index of figures.edges.keys()) drawEdgeRow(grid, end + index, index, scene);
}

/** Draws the actors: their time, all their waits, their batches and their processor time. */
export function drawActorDetail(grid: Grid, scene: Scene): void {
  const {figures, snapshot, state} = scene;
  drawHeading(grid, 0, '3', 'Busy', [], [['share of the time', 'dim']]);
  for (const [index, report] of figures.actors.entries()) {
    const top = 1 + index * 5;
    const {name, thread, busyNow, batches, meanBatch, batchNow, busyRatio, restarts} = report;
    const bars = snapshot.actors[index] ?? report;
    const role = isLimit(scene, name) ? 'limit' : 'busy';
    const width = Math.min(barColumnsMax, grid.columns - nameColumns - 24);
    grid.put(top, 0, name.slice(0, nameColumns - 1), 'title');
    const gauge = drawGauge(bars.busyNow, bars.waitsNow, width);
    const next = grid.put(top, nameColumns, gauge.busy, role);
    grid.put(top, next, gauge.waits, 'wait');
    const end = nameColumns + Math.max(0, width) + 1;
    const after = grid.put(top, end, formatPercentInline(busyNow).padStart(5), role, 'bold');
    const mark = name === state.selectedActor && !scene.isReadOnly ? ' x' : '';
    grid.put(top, grid.put(top, after + 1, `thread ${thread}`, 'dim'), mark, 'key');
    const lanes = figures.lanes.map(({actors}) => actors.find((one) => one.definedName === name));
    const spread = lanes.map((lane) => formatPercentInline(lane?.busyNow ?? 0)).join(', ');
    if (spread !== '') grid.put(top + 4, 4, `lanes: ${spread}`, 'dim');
    const waits = sortWaits(report)
      .filter(({share}) => share >= 0.005)
      .map(({kind, share}) => `${formatPercentInline(share)} ${formatWait(figures, name, kind)}`);
    grid.put(top + 1, 4, `waits: ${waits.join(', ') || 'none'}`, 'dim');
    const now =
      batchNow === null
        ? ''
        : `; now median ${formatCount(batchNow.p50)}, p99 ${formatCount(batchNow.p99)}`;
    grid.put(
      top + 2,
      4,
      `${formatCount(batches)} batches of ${formatCount(meanBatch)} on average${now}`,
      'dim',
    );
    const {cpuCores = 0, cpuFrom} = figures.rolling.actors[index] ?? {};
    const clock = cpuFrom === 'busy' ? 'by its busy time' : 'by its clock';
    const again =
      restarts > 0 ? `; restarted ${restarts} ${restarts === 1 ? 'time' : 'times'}` : '';
    const busy = `busy ${formatPercentInline(busyRatio)} of the run`;
    grid.put(top + 3, 4, `${busy}; ${cpuCores.toFixed(3)} of a core ${clock}${again}`, 'dim');
  }
}

/** Draws the counters with every digit, their shares, and the expected shares. */
export function drawTallyDetail(grid: Grid, {figures}: Scene): void {
  const {counters} = figures;
  const total = sumCounts(counters);
  const hasShares = counters.some(({share}) => share !== null);
  const [verdict, isRight] = hasShares ? formatTallyVerdict(counters, grid.columns) : ['', true];
  drawHeading(
    grid,
    0,
    '4',
    'Tallies',
    [],
    verdict === '' ? [] : [[verdict, isRight ? 'good' : 'alarm', 'bold']],
  );
  if (counters.length === 0) {
    grid.put(1, 0, 'this pipeline counts nothing', 'dim');
    return;
  }
  const label = Math.max(9, ...counters.map((counter) => counter.label.length + 1));
  grid.put(1, label, 'count'.padStart(21), 'dim');
  if (hasShares) grid.put(1, label + 21, '     share  expected', 'dim');
  for (const [index, {label: name, count, share}] of counters.entries()) {
    grid.put(2 + index, 0, name, 'text');
    const next = grid.put(2 + index, label, formatCount(count).padStart(21), 'text');
    if (share === null) continue;
    const part = formatFinePercent(total > 0 ? count / total : 0);
    grid.put(
      2 + index,
      grid.put(2 + index, next + 2, part, 'text') + 2,
      formatFinePercent(share),
      'dim',
    );
  }
  const end = 2 + counters.length;
  grid.put(
    end,
    grid.put(end, 0, 'all'.padEnd(label), 'dim'),
    formatCount(total).padStart(21),
    'title',
  );
  if (hasShares && grid.rows > end + 2 + counters.length) {
    drawTallies(grid, end + 2, 0, Math.min(grid.columns, 70), counters);
  }
}

function formatMemory({residentBytes, sharedBytes}: Snapshot['memory']): string {
  const [resident, shared] = [residentBytes / 2 ** 20, sharedBytes / 2 ** 20];
  return `${resident.toFixed(0)} MiB, rings ${shared.toFixed(1)} MiB`;
}

const headColumns = 20;

/** Draws the times of the beats, of messages and of the modes. */
export function drawTimeDetail(grid: Grid, {figures}: Scene): void {
  const {latency, modes, segments, machine, memory} = figures;
  drawHeading(grid, 0, '5', 'Times and machine', [], [['median, 99th percentile', 'dim']]);
  const rows: ReadonlyArray<readonly [string, string]> = [
    ...beatRows(figures),
    ['latency, now', formatTiming(segments.at(-1)?.latency ?? null)],
    ['latency, all the run', formatTiming(latency)],
    ...modes.map(
      ({mode, seconds, messages, perSecond}) =>
        [
          mode,
          `${formatClock(seconds)}  ${formatRate(perSecond)}  ${formatCount(messages)} messages`,
        ] as const,
    ),
    ['memory', formatMemory(memory)],
    ['machine', `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`],
    ...(machine.kernels === '' ? [] : [['kernels', machine.kernels] as const]),
  ];
  for (const [index, [head, text]] of rows.entries()) {
    grid.put(1 + index, 0, head, 'dim');
    grid.put(1 + index, Math.max(headColumns, head.length) + 1, text);
  }
}

function beatRows({beat, pipeline, channels}: Snapshot): ReadonlyArray<readonly [string, string]> {
  if (beat === null) return [];
  const {periodMs, sent, skipped, latenessNow, lateness} = beat;
  const period = pipeline.settings.find(({rateOf}) => rateOf === beat.noun);
  const rate = period === undefined ? '' : `${formatSetting(period, periodMs)}, `;
  const sender = channels.find(({name}) => name === beat.channel)?.from ?? beat.noun;
  return [
    [sender, `${rate}${formatCount(sent)} sent, ${formatCount(skipped)} skipped`],
    ['late, last second', formatTiming(latenessNow)],
    ['late, all the run', formatTiming(lateness)],
  ];
}

function formatTiming(timing: Percentiles | null): string {
  if (timing === null) return 'nothing yet';
  return `${formatMs(timing.p50Ms)}  ${formatMs(timing.p99Ms)}`;
}

/** Draws every event that is kept: the log without milestones, alerts, and its last lines whole. */
export function drawLogDetail(grid: Grid, scene: Scene): void {
  const {figures, isReadOnly} = scene;
  drawHeading(grid, 0, '6', 'Events', [], [[formatCounted(figures), 'dim']]);
  const active = figures.alerts
    .filter(({isActive}) => isActive)
    .slice(0, Math.max(1, Math.floor((grid.rows - 1) / 3)));
  const milestone = figures.log.findLast(({text}) => /^Logger: \d+ messages/.test(text));
  const free = grid.rows - 1 - active.length - (milestone === undefined ? 0 : 1);
  const events = free > 0 ? listEvents(scene).slice(-free) : [];
  const lines = [
    ...events.map(eventPieces),
    ...(milestone === undefined || free <= 0
      ? []
      : [
          eventPieces({
            atSeconds: milestone.atSeconds,
            sign: '·',
            text: milestone.text,
            role: 'dim',
          }),
        ]),
    ...active.map((alert) => alertPieces(alert, isReadOnly)),
  ];
  for (const [index, line] of lines.entries()) grid.sentence(1 + index, line);
}
