/** Sizes that the keys step through. Each step halves or doubles the capacity or the batch. */
import {isBatchHalf, limits, type PipelineSize} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';

/** The direction of a step. */
export type SizeDirection = 'half' | 'double';

/**
 * Returns the size with half or twice the capacity. A batch of half the capacity stays half of it.
 * Any other batch stays the same while it fits.
 * @returns the new size, or a sentence for the user when the limits exclude it
 */
export function stepCapacity(size: PipelineSize, direction: SizeDirection): PipelineSize | string {
  const {capacityMinMessages: min, capacityMaxMessages: max} = limits;
  const capacityMessages = scaled(size.capacityMessages, direction);
  if (capacityMessages < min) return `the least capacity is ${min} messages`;
  if (capacityMessages > max) return `the greatest capacity is ${formatCount(max)} messages`;
  const half = capacityMessages / 2;
  const batchMessages = isBatchHalf(size) ? half : Math.min(size.batchMessages, half);
  return {capacityMessages, batchMessages};
}

/**
 * Returns the size with half or twice the batch, up to half the capacity.
 * @returns the new size, or a sentence for the user when the limits exclude it
 */
export function stepBatch(size: PipelineSize, direction: SizeDirection): PipelineSize | string {
  const {capacityMessages} = size;
  const greatest = capacityMessages / 2;
  if (direction === 'half' && size.batchMessages === 1) return 'the least batch is 1 message';
  if (direction === 'double' && size.batchMessages === greatest) {
    return `a batch is at most half the capacity, ${formatCount(greatest)} messages: ] doubles that`;
  }
  const batchMessages = Math.min(scaled(size.batchMessages, direction), greatest);
  return {capacityMessages, batchMessages};
}

function scaled(messages: number, direction: SizeDirection): number {
  return direction === 'double' ? messages * 2 : Math.floor(messages / 2);
}
