import type {ChangeMetrics, ChangeReport} from '../engine/index.ts';
import {formatNs, formatRateInline} from '../format/number.ts';
import {toDisplayText} from '../format/symbols.ts';
import {useSymbols} from './context.ts';
import {Line} from './line.tsx';

interface Props {
  readonly change: ChangeReport | null;
  readonly columns: number;
}

/**
 * The line that compares the figures before and after the last change. On a narrow screen the
 * figures come first, so that the cut removes other text.
 */
export function ChangeLine({change, columns}: Props) {
  const symbols = useSymbols();
  if (change === null) return null;
  const text = formatChange(change);
  const fitting = text.length <= columns ? text : `${formatMetrics(change)}: ${change.what}`;
  return <Line>{toDisplayText(fitting, symbols)}</Line>;
}

/** Formats the last change and its effect on the figures. */
export function formatChange(change: ChangeReport): string {
  return `${change.what}: ${formatMetrics(change)}`;
}

function formatMetrics({actor, before, after}: ChangeReport): string {
  const from = before === null ? 'not measured' : formatRateInline(before.perSecond);
  if (after === null) return `before ${from}, after: measuring`;
  const [was, is] = [formatBusyTime(before), formatBusyTime(after)];
  const [bare, unit] = was.split(' ');
  // A unit that both figures have is shown once.
  const start = unit === is.split(' ')[1] ? bare : was;
  return `${from} → ${formatRateInline(after.perSecond)}, ${actor} ${start} → ${is} each`;
}

function formatBusyTime(metrics: ChangeMetrics | null): string {
  const busyNs = metrics?.busyNsPerMessage ?? null;
  return busyNs === null ? '?' : formatNs(busyNs);
}
