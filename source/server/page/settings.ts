/** Formats settings and their changes in few words. Pure. */
import type {SettingReport, Snapshot} from '../../engine/index.ts';
import {formatLanes, formatThreads, isBatchHalf} from '../../engine/texts.ts';
import {formatBinary, formatCount, formatRateInline} from '../../format/number.ts';

type Settings = Snapshot['settings'];

/** Formats the value of a setting: `zero-copy`, `500 beats/s`, `free-running`, `limit 12`. */
export function formatSetting(report: SettingReport, value: string | number = ''): string {
  const {name, choices, rateOf, zero} = report;
  if (choices !== null || typeof value === 'string') return String(value);
  if (rateOf === null) return `${name} ${value}`;
  if (value === 0) return zero;
  const perSecond = 1_000 / value;
  // Most rates are round numbers, which are read more easily than `1.25 k/s`.
  const isRound = perSecond < 99_999.5 && Math.abs(perSecond - Math.round(perSecond)) < 1e-6;
  const rate = isRound ? formatCount(perSecond) : formatRateInline(perSecond).slice(0, -2);
  return `${rate} ${rateOf}/s`;
}

/** Formats the settings that have changed. */
export function formatChanges(
  reports: readonly SettingReport[],
  before: Settings,
  after: Settings,
): string {
  const differs = (name: string) => before[name] !== after[name];
  const parts = reports
    .filter(({name}) => differs(name))
    .map((report) => formatSetting(report, after[report.name]));
  if (differs('capacityMessages')) parts.push(formatBinary(after.capacityMessages));
  // A batch that stays half of the capacity follows from it.
  if (differs('batchMessages') && !(isBatchHalf(before) && isBatchHalf(after)))
    parts.push(`batch ${formatBinary(after.batchMessages)}`);
  if (differs('threads')) parts.push(formatThreads(after.threads));
  if (differs('lanes')) parts.push(formatLanes(after.lanes));
  return parts.join(' ');
}
