/** The shape of a run: what the user can change while it runs, and how a change of it is told. */

import {formatBeatRate} from './beat-rate.ts';

export const modes = ['double-buffer', 'zero-copy'] as const;
export type Mode = (typeof modes)[number];

/** How large a pipeline is. It changes only after the pipeline has drained, with new threads. */
export interface PipelineSize {
  /** Messages in each large channel, a power of two from 2 to 2^26. */
  readonly capacityMessages: number;
  /** Messages that a beat releases: 1 to half the capacity. */
  readonly batchMessages: number;
}

export interface Settings extends PipelineSize {
  readonly mode: Mode;
  /** Milliseconds between beats, 0 when running free. */
  readonly beatPeriodMs: number;
}

/** All of it, such as `zero-copy, 500 beats/s, batches of 64, capacity 1,024`. */
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
 * Both sides of a change in words, such as `double-buffer → zero-copy`. What stays the same is left out, and so is a batch that was
 * half the capacity and still is.
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

/** A batch is as large as it can be, and is taken to follow the capacity. */
export function isBatchHalf({batchMessages, capacityMessages}: PipelineSize): boolean {
  return batchMessages === capacityMessages / 2;
}

function inWords(messages: number): string {
  return messages.toLocaleString('en-US');
}
