/** The sizes that the keys step through: capacity and batch, halved and doubled. */
import {isBatchHalf, limits, type PipelineSize} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';

export type SizeDirection = 'half' | 'double';

/**
 * Half or twice the capacity. A batch of half the capacity stays half of it; another stays what it is while it fits.
 * @returns a sentence for the user where there is no such size
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
 * Half or twice the batch, up to half the capacity.
 * @returns a sentence for the user where there is no such size
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
