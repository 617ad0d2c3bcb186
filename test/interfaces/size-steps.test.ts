import {describe, expect, it} from 'vitest';
import {stepBatch, stepCapacity} from '../../source/interfaces/size-steps.ts';

const size = (capacityMessages: number, batchMessages: number) => ({
  capacityMessages,
  batchMessages,
});

describe('a capacity', () => {
  it('doubles and halves, and a batch of half of it goes with it', () => {
    expect(stepCapacity(size(1_024, 512), 'double')).toEqual(size(2_048, 1_024));
    expect(stepCapacity(size(1_024, 512), 'half')).toEqual(size(512, 256));
  });

  it('leaves another batch as it is, while that fits', () => {
    expect(stepCapacity(size(1_024, 300), 'double')).toEqual(size(2_048, 300));
    expect(stepCapacity(size(1_024, 300), 'half')).toEqual(size(512, 256));
  });

  it('ends at 2 and at 2^26, and says so', () => {
    expect(stepCapacity(size(2, 1), 'half')).toBe('the least capacity is 2 messages');
    expect(stepCapacity(size(2 ** 26, 1), 'double')).toBe(
      'the greatest capacity is 67,108,864 messages',
    );
  });
});

describe('a batch', () => {
  it('doubles and halves', () => {
    expect(stepBatch(size(1_024, 64), 'double')).toEqual(size(1_024, 128));
    expect(stepBatch(size(1_024, 7), 'half')).toEqual(size(1_024, 3));
  });

  it('reaches half the capacity, whatever it was before', () => {
    expect(stepBatch(size(1_024, 300), 'double')).toEqual(size(1_024, 512));
  });

  it('ends at 1 and at half the capacity, and says so', () => {
    expect(stepBatch(size(64, 1), 'half')).toBe('the least batch is 1 message');
    expect(stepBatch(size(64, 32), 'double')).toMatch(/at most half the capacity, 32 messages/);
  });
});
