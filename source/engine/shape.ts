/** The settings of a run, which the user can change while it runs, and their text forms. */

import {formatBeatRate} from './beat-rate.ts';

/** The modes in which messages are processed: with copies through two buffers, or in place. */
export const modes = ['double-buffer', 'zero-copy'] as const;
/** One of `modes`. */
export type Mode = (typeof modes)[number];

/** A pipeline's size. It changes only after the pipeline has drained, and needs new threads. */
export interface PipelineSize {
  /** Messages in each large channel: a power of two from 2 to 2^26. */
  readonly capacityMessages: number;
  /** Messages that a beat releases: 1 to half the capacity. */
  readonly batchMessages: number;
}

/** The settings of a run: mode, beat, batch and capacity. */
export interface Settings extends PipelineSize {
  readonly mode: Mode;
  /** Milliseconds between beats; 0 for a free run. */
  readonly beatPeriodMs: number;
}

/** Formats all settings, such as `zero-copy, 500 beats/s, batches of 64, capacity 1,024`. */
export function formatSettings({
  mode,
  beatPeriodMs,
  batchMessages,
  capacityMessages,
}: Settings): string {
  const [batch, capacity] = [inWords(batchMessages), inWords(capacityMessages)];
  return `${mode}, ${formatBeatRate(beatPeriodMs)}, batches of ${batch}, capacity ${capacity}`;
}

/**
 * Formats a change of settings, such as `double-buffer → zero-copy`. The text omits settings that
 * stay the same. It also omits the batch if it is half the capacity both before and after.
 */
export function formatSettingsChange(from: Settings, to: Settings): string {
  const batchFollows = isBatchHalf(from) && isBatchHalf(to);
  const sides = [
    ['', from.mode, to.mode],
    ['', formatBeatRate(from.beatPeriodMs), formatBeatRate(to.beatPeriodMs)],
    ['capacity ', inWords(from.capacityMessages), inWords(to.capacityMessages)],
    ...(batchFollows ? [] : [['batch ', inWords(from.batchMessages), inWords(to.batchMessages)]]),
  ];
  return sides
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => `${what}${before} → ${after}`)
    .join(', ');
}

/**
 * Whether the batch is half the capacity, which is its maximum. Such a batch follows changes of the
 * capacity.
 */
export function isBatchHalf({batchMessages, capacityMessages}: PipelineSize): boolean {
  return batchMessages === capacityMessages / 2;
}

function inWords(messages: number): string {
  return messages.toLocaleString('en-US');
}
