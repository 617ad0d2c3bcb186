import {describe, expect, it} from 'vitest';
import {data} from '../../source/fizzbuzz/definition/definition.ts';
import {stepBatch, stepCapacity, stepSetting} from '../../source/monitor/steps.ts';

const size = (capacityMessages: number, batchMessages: number) => ({
  capacityMessages,
  batchMessages,
});

describe('a capacity', () => {
  it('doubles and halves, and a batch of half of it goes with it', () => {
    expect(stepCapacity(size(1_024, 512), 2)).toEqual(size(2_048, 1_024));
    expect(stepCapacity(size(1_024, 512), 0.5)).toEqual(size(512, 256));
  });

  it('leaves another batch as it is, while that fits', () => {
    expect(stepCapacity(size(1_024, 300), 2)).toEqual(size(2_048, 300));
    expect(stepCapacity(size(1_024, 300), 0.5)).toEqual(size(512, 256));
  });

  it('ends at 2 and at 2^26, and says so', () => {
    expect(stepCapacity(size(2, 1), 0.5)).toBe('the least capacity is 2 messages');
    expect(stepCapacity(size(2 ** 26, 1), 2)).toBe('the greatest capacity is 67,108,864 messages');
  });
});

describe('a batch', () => {
  it('doubles and halves', () => {
    expect(stepBatch(size(1_024, 64), 2)).toEqual(size(1_024, 128));
    expect(stepBatch(size(1_024, 7), 0.5)).toEqual(size(1_024, 3));
  });

  it('reaches half the capacity, whatever it was before', () => {
    expect(stepBatch(size(1_024, 300), 2)).toEqual(size(1_024, 512));
  });

  it('ends at 1 and at half the capacity, and says so', () => {
    expect(stepBatch(size(64, 1), 0.5)).toBe('the least batch is 1 message');
    expect(stepBatch(size(64, 32), 2)).toMatch(/at most half the capacity, 32 messages/);
  });
});

/** Periods of 1, 2, 5, 10 … 10,000 beats a second, and of a free run. */
const periodsMs = [1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0];

const {mode, beatPeriodMs} = data.settings;
/** Keys step a period: the previous one is faster. */
const stepPeriod = (periodMs: number, direction: 'faster' | 'slower') =>
  Number(stepSetting(beatPeriodMs, periodMs, direction === 'faster' ? -1 : 1));

describe('a step of the beat period', () => {
  it('faster goes from 1 beat a second through 1, 2, 5 to 10,000, then free', () => {
    const walked = [1_000];
    while (walked.length < periodsMs.length) walked.push(stepPeriod(walked.at(-1) ?? 0, 'faster'));
    expect(walked).toEqual(periodsMs);
  });

  it('slower goes the same way back', () => {
    const walked = [0];
    while (walked.length < periodsMs.length) walked.push(stepPeriod(walked.at(-1) ?? 0, 'slower'));
    expect(walked).toEqual(periodsMs.toReversed());
  });

  it('faster than free is free', () => {
    expect(stepPeriod(0, 'faster')).toBe(0);
  });

  it('slower than the slowest changes nothing', () => {
    expect(stepPeriod(1_000, 'slower')).toBe(1_000);
    expect(stepPeriod(3_600_000, 'slower')).toBe(3_600_000);
  });

  it('from a rate between two steps goes to the nearer of each direction', () => {
    expect(stepPeriod(3, 'faster')).toBe(2);
    expect(stepPeriod(3, 'slower')).toBe(5);
  });

  it('from beyond the steps comes back to them', () => {
    expect(stepPeriod(0.05, 'faster')).toBe(0);
    expect(stepPeriod(0.05, 'slower')).toBe(0.1);
    expect(stepPeriod(3_600_000, 'faster')).toBe(1_000);
  });

  it('is not repeated because of a rounding error', () => {
    expect(stepPeriod(1_000 / 500.000_000_001, 'faster')).toBe(1);
  });
});

describe('a step of a choice', () => {
  it('goes to the next word, and after the last to the first', () => {
    expect(stepSetting(mode, 'double-buffer', 1)).toBe('zero-copy');
    expect(stepSetting(mode, 'zero-copy', 1)).toBe('double-buffer');
    const colors = {choices: ['red', 'green', 'blue'], initial: 'red'} as const;
    expect(stepSetting(colors, 'red', -1)).toBe('blue');
    expect(stepSetting(colors, 'green', -1)).toBe('red');
  });
});

describe('a step of a number', () => {
  it('without steps changes nothing', () => {
    expect(stepSetting({initial: 1, min: 0, max: 9}, 1, 1)).toBe(1);
  });

  it('goes through negative steps too', () => {
    const offset = {initial: 0, min: -9, max: 9, steps: [-9, -3, 0, 9]};
    expect([-9, -3, 0, 9].map((value) => stepSetting(offset, value, 1))).toEqual([-3, 0, 9, 9]);
    expect([-9, -3, 0, 9].map((value) => stepSetting(offset, value, -1))).toEqual([-9, -9, -3, 0]);
  });
});
