/** Formats what began with a segment: a flag on the chart, and rows of settings tried. Pure. */
import type {SegmentReport, SettingReport, Snapshot} from '../engine/index.ts';
import {formatLanes, formatSetting, formatThreads, isBatchHalf} from '../engine/texts.ts';
import {formatBinary} from './number.ts';
import {formatSettingShort} from './segment.ts';

/** A flag on a chart: when, and the key with what it gave. */
export interface Flag {
  /** Running time of the change, in seconds. */
  readonly atSeconds: number;
  readonly text: string;
  /** The key alone, for a chart without room for the text; empty without a key. */
  readonly key: string;
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
    ...formatFlag(snapshot, segments[index] as SegmentReport, segment, profiles),
  }));
}

function formatFlag(
  {pipeline}: Snapshot,
  {settings: before}: SegmentReport,
  {settings: after}: SegmentReport,
  profiles: readonly Named[],
): Pick<Flag, 'text' | 'key'> {
  const changes = listChanges(pipeline.settings, before, after);
  const profile = profiles.find(({settings}) =>
    Object.entries(settings).every(([name, value]) => value === undefined || after[name] === value),
  );
  if (changes.length > 1 && profile !== undefined) {
    return {text: `l ${profile.name}`, key: 'l'};
  }
  const text = changes.map(({key, short}) => `${key} ${short}`.trim()).join(' ');
  return {text, key: changes[0]?.key ?? ''};
}

/** Formats the settings that have changed, for views without keys: `zero-copy 500 beats/s`. */
export function formatSettingChanges(
  reports: readonly SettingReport[],
  before: Settings,
  after: Settings,
): string {
  return listChanges(reports, before, after)
    .map(({words}) => words)
    .join(' ');
}

type Settings = SegmentReport['settings'];

/** A setting that has changed. */
interface Change {
  /** The key that changes it; empty for a setting without a key. */
  readonly key: string;
  /** Its value in few characters beside the key, and in words without the key. */
  readonly short: string;
  readonly words: string;
}

function listChanges(
  reports: readonly SettingReport[],
  before: Settings,
  after: Settings,
): readonly Change[] {
  const differs = (name: string) => before[name] !== after[name];
  const changes = reports
    .filter(({name}) => differs(name))
    .map((report) => toChange(report, before[report.name], after[report.name]));
  const add = (key: string, short: string, words = short) => changes.push({key, short, words});
  if (differs('capacityMessages')) {
    const key = after.capacityMessages > before.capacityMessages ? ']' : '[';
    add(key, formatBinary(after.capacityMessages));
  }
  // A batch that stays half of the capacity follows from it.
  if (differs('batchMessages') && !(isBatchHalf(before) && isBatchHalf(after))) {
    const batch = formatBinary(after.batchMessages);
    add(after.batchMessages > before.batchMessages ? '.' : ',', batch, `batch ${batch}`);
  }
  if (differs('threads')) add('t', formatThreads(after.threads));
  if (differs('lanes')) add('n', formatLanes(after.lanes));
  return changes;
}

function toChange(
  report: SettingReport,
  before: number | string = '',
  after: number | string = '',
): Change {
  const {name, choices, rateOf} = report;
  const [value, words] = [formatSettingShort(report, after), formatSetting(report, after)];
  if (choices !== null) {
    return {key: choices.includes('zero-copy') ? 'z' : '', short: value, words};
  }
  if (rateOf === null) return {key: '', short: `${name} ${value}`, words};
  return {key: isFaster(before, after) ? '+' : '-', short: value, words};
}

/** Whether a period is shorter than another. A period of 0 is a free run. */
function isFaster(before: number | string, after: number | string): boolean {
  return Number(after) < Number(before);
}
