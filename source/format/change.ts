import type {ChangeMetrics, ChangeReport} from '../engine/index.ts';
import {formatNs, formatRateInline} from './number.ts';

/** Formats the last change and its effect on the figures, as a sentence without a full stop. */
export function formatChange({what, actor, before, after}: ChangeReport): string {
  const from = before === null ? 'not measured' : formatRateInline(before.perSecond);
  if (after === null) return `${what}: before ${from}, after: measuring`;
  const rates = `${from} → ${formatRateInline(after.perSecond)}`;
  return `${what}: ${rates}, ${actor} ${formatBusyTime(before)} → ${formatBusyTime(after)} each`;
}

function formatBusyTime(metrics: ChangeMetrics | null): string {
  const busyNs = metrics?.busyNsPerMessage ?? null;
  return busyNs === null ? '?' : formatNs(busyNs);
}
