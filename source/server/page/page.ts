/**
 * The page: receives Snapshots as they arrive, and shows the latest at the interval that the reader
 * selects.
 */
import type {Snapshot} from '../../engine/index.ts';
import {formatRateInline} from '../../format/number.ts';
import {programName} from '../../format/program.ts';
import {getElement, setText} from './base/elements.ts';
import {Chart} from './chart.ts';
import {Diagram} from './diagram/diagram.ts';
import {offerDownloads} from './download.ts';
import {showHeader} from './header.ts';
import {showPanels} from './panels.ts';
import {RunView} from './run-view.ts';
import {followTheme} from './theme.ts';

const checkIntervalMs = 100;

const refresh = getElement('refresh', HTMLSelectElement);
const diagram = new Diagram();
const chart = new Chart();
const run = new RunView();
let shown: Snapshot | undefined;
let shownMs = Number.NEGATIVE_INFINITY;

followTheme();
offerDownloads();
setInterval(check, checkIntervalMs);
// Pictures have the width of their panels. They are drawn again when it changes.
new ResizeObserver(() => {
  if (shown !== undefined) draw(shown);
}).observe(document.body);

/** Shows a new Snapshot if the interval has passed. The last Snapshot is shown immediately. */
function check(): void {
  showLink();
  const {latest} = run;
  if (latest === undefined || latest === shown) return;
  const isAnother = latest.runId !== shown?.runId;
  const sinceMs = performance.now() - shownMs;
  if (sinceMs < Number(refresh.value) && latest.stop === null && !isAnother) return;
  shown = latest;
  shownMs = performance.now();
  showHeader(latest);
  showPanels(latest);
  draw(latest);
}

function draw(snapshot: Snapshot): void {
  diagram.draw(snapshot, run.history);
  chart.draw(snapshot, run.history);
}

/**
 * Shows the state of the connection as colour, as text for screen readers, and in the title for
 * readers on another tab.
 */
function showLink(): void {
  const {link, latest} = run;
  document.body.dataset.link = link;
  setText('link', link);
  const rate =
    latest && link === 'live' ? `${formatRateInline(latest.throughput.nowPerSecond)} ` : '';
  const title = `${link} ${rate}· ${programName}`;
  if (document.title !== title) document.title = title;
}
