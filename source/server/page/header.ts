/** The head of the page: the state of the run, its settings, its throughput and its limit. */
import type {Snapshot} from '../../engine/index.ts';
import {formatAlert} from '../../format/alert.ts';
import {formatLimit} from '../../format/limit.ts';
import {
  formatBinary,
  formatClock,
  formatMs,
  formatPercentInline,
  formatRateInline,
} from '../../format/number.ts';
import {getElement, setText} from './base/elements.ts';
import {formatSetting} from './settings.ts';

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
  setText('clock', formatClock(activeSeconds));
  setText('now', formatRateInline(throughput.nowPerSecond));
  const [mean, median, peak] = [
    throughput.meanPerSecond,
    throughput.p50PerSecond,
    throughput.peakPerSecond,
  ].map(formatRateInline);
  setText('rates', `mean ${mean}, median ${median}, peak ${peak}`);
  setText('latency', formatLatency(snapshot));
  setText('limit', formatCoach(snapshot));
  const isLimited = !['nothing', 'pause'].includes(snapshot.limit.kind);
  setText('limit-tag', isLimited ? 'LIMIT' : 'NO LIMIT');
  getElement('coach', HTMLElement).dataset.limited = String(isLimited);
  showAlerts(snapshot);
}

function formatSettings({pipeline, settings}: Snapshot): string {
  const parts = pipeline.settings
    .filter(({choices}) => choices === null)
    .map((report) => formatSetting(report, settings[report.name]));
  const {batchMessages, capacityMessages, threads} = settings;
  const {lanes = 1} = pipeline as {readonly lanes?: number};
  return [
    ...parts,
    `batch ${formatBinary(batchMessages)} of ${formatBinary(capacityMessages)}`,
    `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    ...(lanes > 1 ? [`×${lanes} lanes`] : []),
  ].join(' · ');
}

function formatLatency({latency}: Snapshot): string {
  if (latency === null) return '';
  return `latency ${formatMs(latency.p50Ms).trim()}, p99 ${formatMs(latency.p99Ms).trim()}`;
}

/**
 * Formats what limits the pipeline and why. Under a limit of the pace, it also says what the
 * pipeline could do.
 */
function formatCoach(snapshot: Snapshot): string {
  const {limit, actors, channels, pipeline, throughput} = snapshot;
  const sentence = formatLimit(snapshot);
  if (limit.kind !== 'beat') return sentence;
  const sender = channels.find(({name}) => name === pipeline.throughput)?.from;
  const actor = actors.find(({name}) => name === sender);
  if (actor === undefined || actor.busyNow < 0.01) return sentence;
  const rest = formatPercentInline(Math.max(0, 1 - actor.busyNow));
  const could = formatRateInline(throughput.nowPerSecond / actor.busyNow);
  return `${sentence}; the ${actor.name} rests ${rest} and could do ${could}`;
}

/** Shows the active alerts. Without any, there is no line. */
function showAlerts({alerts}: Snapshot): void {
  const texts = alerts.filter(({isActive}) => isActive).map((alert) => formatAlert(alert, true));
  getElement('alerts', HTMLElement).hidden = texts.length === 0;
  setText('alert-texts', texts.join('; '));
}
