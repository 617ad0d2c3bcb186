/**
 * The page: receives Snapshots as they arrive, and shows the latest at the interval that the reader
 * selects.
 */
import type {Snapshot} from '../../engine/index.ts';
import {formatClock, formatRateInline} from '../../format/number.ts';
import {programName} from '../../format/program.ts';
import {Chart} from './chart.ts';
import {getElement, setText} from './elements.ts';
import {Graph} from './graph.ts';
import {showPanels} from './panels.ts';
import {SnapshotStream} from './snapshot-stream.ts';
import {followTheme} from './theme.ts';

const checkIntervalMs = 100;
/** The graph covers ten seconds, so drawing it more often adds no information. */
const graphIntervalMs = 1_000;

const refresh = getElement('refresh', HTMLSelectElement);
const chart = new Chart();
const graph = new Graph();
const stream = new SnapshotStream(({activeSeconds, throughput}) => {
  chart.add(activeSeconds, throughput.nowPerSecond);
});
let shown: Snapshot | undefined;
let shownMs = Number.NEGATIVE_INFINITY;
let graphMs = Number.NEGATIVE_INFINITY;

followTheme();
setInterval(check, checkIntervalMs);

/** Shows a new Snapshot if the interval has passed. The last Snapshot is shown immediately. */
function check(): void {
  showStreamState();
  const {latest} = stream;
  if (latest === undefined || latest === shown) return;
  const sinceMs = performance.now() - shownMs;
  if (sinceMs < Number(refresh.value) && latest.stop === null) return;
  show(latest);
}

function show(snapshot: Snapshot): void {
  shown = snapshot;
  shownMs = performance.now();
  showPanels(snapshot);
  getElement('area', SVGPathElement).setAttribute('d', chart.path);
  setText('chart-from', `${formatClock(chart.seconds)} ago`);
  setText('chart-top', `top ${formatRateInline(chart.top)}`);
  if (shownMs - graphMs < graphIntervalMs) return;
  graphMs = shownMs;
  void graph.draw();
}

/**
 * Shows the state of the stream as colour, as text for screen readers, and in the title for readers
 * on another tab.
 */
function showStreamState(): void {
  const {state, latest} = stream;
  document.body.dataset.link = state;
  setText('link', state);
  const rate =
    latest && state === 'live' ? `${formatRateInline(latest.throughput.nowPerSecond)} ` : '';
  const title = `${state} ${rate}· ${programName}`;
  if (document.title !== title) document.title = title;
}
