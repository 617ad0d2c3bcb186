/**
 * The page: receives Snapshots as they arrive, and shows the latest at the interval that the reader
 * selects.
 */
import type {Snapshot} from '../engine/index.ts';
import {formatClock, formatRateInline} from '../format/number.ts';
import {Chart} from './chart.ts';
import {element, say} from './elements.ts';
import {Graph} from './graph.ts';
import {Link} from './link.ts';
import {showPanels} from './panels.ts';
import {followTheme} from './theme.ts';

const checkIntervalMs = 100;
/** The graph covers ten seconds, so drawing it more often adds no information. */
const graphIntervalMs = 1_000;

const refresh = element('refresh', HTMLSelectElement);
const chart = new Chart();
const graph = new Graph();
const link = new Link(({activeSeconds, throughput}) => {
  chart.add(activeSeconds, throughput.nowPerSecond);
});
let shown: Snapshot | undefined;
let shownMs = Number.NEGATIVE_INFINITY;
let graphMs = Number.NEGATIVE_INFINITY;

followTheme();
setInterval(check, checkIntervalMs);

/** Shows a new Snapshot if the interval has passed. The last Snapshot is shown immediately. */
function check(): void {
  showLink();
  const {latest} = link;
  if (latest === undefined || latest === shown) return;
  const sinceMs = performance.now() - shownMs;
  if (sinceMs < Number(refresh.value) && latest.stop === null) return;
  show(latest);
}

function show(snapshot: Snapshot): void {
  shown = snapshot;
  shownMs = performance.now();
  showPanels(snapshot);
  element('area', SVGPathElement).setAttribute('d', chart.path);
  say('chart-from', `${formatClock(chart.seconds)} ago`);
  say('chart-top', `top ${formatRateInline(chart.top)}`);
  if (shownMs - graphMs < graphIntervalMs) return;
  graphMs = shownMs;
  void graph.draw();
}

/**
 * Shows the state of the link as colour, as text for screen readers, and in the title for readers
 * on another tab.
 */
function showLink(): void {
  const {state, latest} = link;
  document.body.dataset.link = state;
  say('link', state);
  const rate =
    latest && state === 'live' ? `${formatRateInline(latest.throughput.nowPerSecond)} ` : '';
  const title = `${state} ${rate}· fizzbuzz-tui`;
  if (document.title !== title) document.title = title;
}
