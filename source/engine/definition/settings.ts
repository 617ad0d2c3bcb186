/** The settings of a run: their values, their descriptions for views, and their text forms. */
import type {PipelineData, PipelineSize, ProfileSettings, SettingData, Settings} from './types.ts';

/** The description of a setting, for views in any process. */
export interface SettingReport {
  readonly name: string;
  /** The words of a choice; null for a number. */
  readonly choices: readonly string[] | null;
  /** The noun of a period, whose values are shown as rates; null for other settings. */
  readonly rateOf: string | null;
  /** The word for a period of 0. */
  readonly zero: string;
}

/** Describes the visible settings of a definition. */
export function describeSettings({settings = {}}: PipelineData): readonly SettingReport[] {
  return Object.entries(settings)
    .filter(([, setting]) => !isHidden(setting))
    .map(([name, setting]) => ({
      name,
      choices: 'choices' in setting ? setting.choices : null,
      rateOf: 'choices' in setting ? null : (setting.rateOf ?? null),
      zero: 'choices' in setting ? '' : (setting.zero ?? 'free-running'),
    }));
}

/** Whether reports leave a setting out. */
export function isHidden(setting: SettingData): boolean {
  return 'isHidden' in setting && setting.isHidden === true;
}

/**
 * Whether `other` has all values of `one`, which may be those of a profile. `auto` is any value.
 */
export function isSameSettings(one: ProfileSettings, other: Settings): boolean {
  return Object.keys(one).every((name) => one[name] === 'auto' || one[name] === other[name]);
}

/**
 * Whether the batch is half the capacity, which is its maximum. Such a batch follows changes of the
 * capacity.
 */
export function isBatchHalf({batchMessages, capacityMessages}: PipelineSize): boolean {
  return batchMessages === capacityMessages / 2;
}

/** Formats the value of a setting: `fast`, `500 beats/s`, `free-running` or `seed 42`. */
export function formatSetting(setting: SettingReport, value: number | string): string {
  if (typeof value === 'string') return value;
  if (setting.rateOf === null) return `${setting.name} ${groupDigits(value)}`;
  if (value === 0) return setting.zero;
  const perSecond = Number((1_000 / value).toPrecision(3));
  const noun = perSecond === 1 ? setting.rateOf.replace(/s$/, '') : setting.rateOf;
  return `${groupDigits(perSecond)} ${noun}/s`;
}

/** Formats a number of threads: `1 thread` or `3 threads`. */
export function formatThreads(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`;
}

/** Formats a number of lanes: `1 lane` or `2 lanes`. */
export function formatLanes(lanes: number): string {
  return lanes === 1 ? '1 lane' : `${lanes} lanes`;
}

/** Formats all settings: `fast, 500 beats/s, batches of 64, capacity 1,024, 3 threads`. */
export function formatSettings(reports: readonly SettingReport[], settings: Settings): string {
  const {batchMessages, capacityMessages, threads, lanes} = settings;
  return [
    ...reports.map((report) => formatSetting(report, settings[report.name] ?? '')),
    `batches of ${groupDigits(batchMessages)}`,
    `capacity ${groupDigits(capacityMessages)}`,
    formatThreads(threads),
    ...(lanes > 1 ? [formatLanes(lanes)] : []),
  ].join(', ');
}

/**
 * Formats a change of settings, such as `slow → fast`. The text omits settings that
 * stay the same. It also omits the batch if it is half the capacity both before and after.
 */
export function formatSettingsChange(
  reports: readonly SettingReport[],
  from: Settings,
  to: Settings,
): string {
  const format = (report: SettingReport, {[report.name]: value = ''}: Settings) =>
    formatSetting(report, value);
  const batchFollows = isBatchHalf(from) && isBatchHalf(to);
  const sides = [
    ...reports.map((report) => ['', format(report, from), format(report, to)]),
    ['capacity ', groupDigits(from.capacityMessages), groupDigits(to.capacityMessages)],
    ...(batchFollows
      ? []
      : [['batch ', groupDigits(from.batchMessages), groupDigits(to.batchMessages)]]),
    ['threads ', String(from.threads), String(to.threads)],
    ['lanes ', String(from.lanes), String(to.lanes)],
  ];
  return sides
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => `${what}${before} → ${after}`)
    .join(', ');
}

/**
 * Groups digits in threes. Does not use the locale's number format, which is expensive: each frame
 * calls this.
 */
function groupDigits(value: number): string {
  return String(value).replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));
}
