/** The head of the page: the state of the run, its settings, its throughput and its limit. */
import type {Snapshot} from '../../engine/index.ts';
import {formatLanes, formatSetting, formatThreads} from '../../engine/texts.ts';
import {formatAlert} from '../../format/alert.ts';
import {advise} from '../../format/coach.ts';
import {formatBinary, formatClock, formatMs, formatRateInline} from '../../format/number.ts';
import {getElement, setText} from './base/elements.ts';

/** Shows a Snapshot in the head. */
export function showHeader(snapshot: Snapshot): void {
  const {throughput, activeSeconds, state, pipeline} = snapshot;
  const mode = pipeline.settings.find(({choices}) => choices !== null);
  const chosen = String(snapshot.settings[mode?.name ?? ''] ?? '');
  document.body.dataset.mode = String(Math.max(0, mode?.choices?.indexOf(chosen) ?? 0));
  document.body.dataset.state = state;
  setText('state', state.toUpperCase());
  setText('run-mode', chosen);
  setText('settings', formatSettings(snapshot));
  const {lanes} = snapshot.settings;
  const name = lanes > 1 ? `${pipeline.name}, ${formatLanes(lanes)}` : pipeline.name;
  setText('pipeline-name', name);
  setText('clock', formatClock(activeSeconds));
  setText('now', formatRateInline(throughput.nowPerSecond));
  const [mean, median, peak] = [
    throughput.meanPerSecond,
    throughput.p50PerSecond,
    throughput.peakPerSecond,
  ].map(formatRateInline);
  setText('rates', `mean ${mean}, median ${median}, peak ${peak}`);
  setText('latency', formatLatency(snapshot));
  showCoach(snapshot);
  showAlerts(snapshot);
}

function formatSettings({pipeline, settings}: Snapshot): string {
  const parts = pipeline.settings
    .filter(({choices}) => choices === null)
    .map((report) => formatSetting(report, settings[report.name] ?? ''));
  const {batchMessages, capacityMessages, threads, lanes} = settings;
  return [
    ...parts,
    `batch ${formatBinary(batchMessages)} of ${formatBinary(capacityMessages)}`,
    `${formatThreads(threads)}${lanes > 1 ? ' a lane' : ''}`,
  ].join(' · ');
}

function formatLatency({latency}: Snapshot): string {
  if (latency === null) return '';
  return `latency ${formatMs(latency.p50Ms).trim()}, p99 ${formatMs(latency.p99Ms).trim()}`;
}

/** Shows what limits the pipeline and why. Alerts have a line of their own. */
function showCoach(snapshot: Snapshot): void {
  const {tag, subject, reasons} = advise({...snapshot, alerts: []}, true);
  getElement('coach', HTMLElement).dataset.tag = tag;
  setText('limit-tag', tag);
  setText('limit', subject);
  setText('reason', reasons[0] ?? '');
}

/** Shows the active alerts. Without any, there is no line. */
function showAlerts({alerts}: Snapshot): void {
  const texts = alerts.filter(({isActive}) => isActive).map((alert) => formatAlert(alert, true));
  getElement('alerts', HTMLElement).hidden = texts.length === 0;
  setText('alert-texts', texts.join('; '));
}
