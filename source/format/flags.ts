/** Formats what began with a segment: a flag on the chart, and rows of settings tried. Pure. */
import type {SegmentReport, Snapshot} from '../engine/index.ts';
import {isBatchHalf} from '../engine/texts.ts';
import {formatBinary} from './number.ts';
import {formatSettingShort} from './segment.ts';

/** A flag on a chart: when, and the key with what it gave. */
export interface Flag {
  /** Running time of the change, in seconds. */
  readonly atSeconds: number;
  readonly text: string;
}

/** Named settings, as the lab has them. */
interface Named {
  readonly name: string;
  readonly settings: Readonly<Record<string, number | string | undefined>>;
}

/** Returns the flags of all segments after the first. */
export function toFlags(snapshot: Snapshot, profiles: readonly Named[] = []): readonly Flag[] {
  const {segments} = snapshot;
  return segments.slice(1).map((segment, index) => ({
    atSeconds: segment.fromSeconds,
    text: formatFlag(snapshot, segments[index] as SegmentReport, segment, profiles),
  }));
}

function formatFlag(
  {pipeline}: Snapshot,
  {settings: before}: SegmentReport,
  {settings: after}: SegmentReport,
  profiles: readonly Named[],
): string {
  const differs = (name: string) => before[name] !== after[name];
  const batchFollows = isBatchHalf(before) && isBatchHalf(after);
  const parts: string[] = [];
  for (const report of pipeline.settings.filter(({name}) => differs(name))) {
    const value = formatSettingShort(report, after[report.name]);
    if (report.choices !== null)
      parts.push(`${report.choices.includes('zero-copy') ? 'z ' : ''}${value}`);
    else if (report.rateOf === null) parts.push(`${report.name} ${value}`);
    else parts.push(`${isFaster(before[report.name], after[report.name]) ? '+' : '-'} ${value}`);
  }
  if (differs('capacityMessages')) {
    const key = after.capacityMessages > before.capacityMessages ? ']' : '[';
    parts.push(`${key} ${formatBinary(after.capacityMessages)}`);
  }
  if (differs('batchMessages') && !batchFollows) {
    const key = after.batchMessages > before.batchMessages ? '.' : ',';
    parts.push(`${key} ${formatBinary(after.batchMessages)}`);
  }
  if (differs('threads')) parts.push(`t ${after.threads} threads`);
  if (differs('lanes')) parts.push(`n ${after.lanes} lanes`);
  const profile = profiles.find(({settings}) =>
    Object.entries(settings).every(([name, value]) => value === undefined || after[name] === value),
  );
  if (parts.length > 1 && profile !== undefined) return `l ${profile.name}`;
  return parts.join(' ');
}

/** Whether a period is shorter than another. A period of 0 is a free run. */
function isFaster(before: number | string = 0, after: number | string = 0): boolean {
  return Number(after) < Number(before);
}
