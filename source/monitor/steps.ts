/** The next values of settings and sizes, which keys step through, and the use of profiles. */
import {
  type Engine,
  isBatchHalf,
  limits,
  type PipelineData,
  type PipelineSize,
  type SettingData,
} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';
import type {Profile} from './state.ts';

/** Relative difference below which a number equals a step: 1000/3 ms is 3 beats per second. */
const tolerance = 1e-9;

/**
 * Returns the next or previous value of a setting. Words start again after the last one. Numbers
 * end at the last step, and a number that is not a step moves to the nearest one.
 */
export function stepSetting(
  setting: SettingData,
  value: number | string,
  direction: -1 | 1,
): number | string {
  if ('choices' in setting) {
    const {choices} = setting;
    const index = choices.indexOf(String(value)) + direction + choices.length;
    return choices[index % choices.length] as string;
  }
  const {steps = []} = setting;
  const margin = Math.abs(Number(value)) * tolerance;
  const next =
    direction > 0
      ? steps.find((step) => step > Number(value) + margin)
      : steps.findLast((step) => step < Number(value) - margin);
  return next ?? value;
}

/**
 * Returns the size with half or twice the capacity. A batch of half the capacity stays half of it.
 * Any other batch stays the same while it fits.
 * @param factor 0.5 or 2
 * @returns the new size, or a sentence for the user when the limits exclude it
 */
export function stepCapacity(size: PipelineSize, factor: number): PipelineSize | string {
  const {capacityMinMessages: min, capacityMaxMessages: max} = limits;
  const capacityMessages = size.capacityMessages * factor;
  if (capacityMessages < min) return `the least capacity is ${min} messages`;
  if (capacityMessages > max) return `the greatest capacity is ${formatCount(max)} messages`;
  const half = capacityMessages / 2;
  const batchMessages = isBatchHalf(size) ? half : Math.min(size.batchMessages, half);
  return {capacityMessages, batchMessages};
}

/**
 * Returns the size with half or twice the batch, up to half the capacity.
 * @param factor 0.5 or 2
 * @returns the new size, or a sentence for the user when the limits exclude it
 */
export function stepBatch(size: PipelineSize, factor: number): PipelineSize | string {
  const {capacityMessages} = size;
  const greatest = capacityMessages / 2;
  const batchMessages = Math.min(Math.floor(size.batchMessages * factor), greatest);
  if (batchMessages < 1) return 'the least batch is 1 message';
  if (batchMessages > size.batchMessages || factor < 1) return {capacityMessages, batchMessages};
  return `a batch is at most half the capacity, ${formatCount(greatest)} messages: ] doubles that`;
}

/** Returns the next number of threads for which there is a grouping; after the last, the first. */
export function stepThreads({threads: groupings}: PipelineData, threads: number): number {
  const counts = groupings.map(({length}) => length).toSorted((one, other) => one - other);
  return counts.find((count) => count > threads) ?? (counts[0] as number);
}

/**
 * Applies the shape and the settings of a profile. Without enough memory for its capacity, nothing
 * changes.
 * @param set changes a setting
 */
export function applyProfile(
  engine: Engine,
  {settings}: Profile,
  set: (name: string, value: number | string) => void,
): void {
  const {capacityMessages, batchMessages, threads, lanes, ...values} = settings;
  engine.reshape({
    capacityMessages,
    batchMessages,
    ...(threads === undefined ? {} : {threads}),
    ...(lanes === undefined ? {} : {lanes}),
  });
  if (engine.shape.capacityMessages !== capacityMessages) return;
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) set(name, value);
  }
}
