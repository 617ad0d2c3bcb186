import {describe, expect, it} from 'vitest';
import {formatBeatRate} from '../../source/engine/beat-rate.ts';
import {stepPeriodMs} from '../../source/interfaces/rate-steps.ts';

/** Periods of 1, 2, 5, 10 … 10,000 beats a second, and of a free run. */
const periodsMs = [1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0];

describe('a step', () => {
  it('faster goes from 1 beat a second through 1, 2, 5 to 10,000, then free', () => {
    const walked = [1_000];
    while (walked.length < periodsMs.length)
      walked.push(stepPeriodMs(walked.at(-1) ?? 0, 'faster'));
    expect(walked).toEqual(periodsMs);
  });

  it('slower goes the same way back', () => {
    const walked = [0];
    while (walked.length < periodsMs.length)
      walked.push(stepPeriodMs(walked.at(-1) ?? 0, 'slower'));
    expect(walked).toEqual(periodsMs.toReversed());
  });

  it('faster than free is free', () => {
    expect(stepPeriodMs(0, 'faster')).toBe(0);
  });

  it('slower than the slowest changes nothing', () => {
    expect(stepPeriodMs(1_000, 'slower')).toBe(1_000);
    expect(stepPeriodMs(3_600_000, 'slower')).toBe(3_600_000);
  });

  it('from a rate between two steps goes to the nearer of each direction', () => {
    expect(stepPeriodMs(3, 'faster')).toBe(2);
    expect(stepPeriodMs(3, 'slower')).toBe(5);
  });

  it('from beyond the steps comes back to them', () => {
    expect(stepPeriodMs(0.05, 'faster')).toBe(0);
    expect(stepPeriodMs(0.05, 'slower')).toBe(0.1);
    expect(stepPeriodMs(3_600_000, 'faster')).toBe(1_000);
  });

  it('is not repeated because of a rounding error', () => {
    expect(stepPeriodMs(1_000 / 500.000_000_001, 'faster')).toBe(1);
  });
});

describe('a heartbeat', () => {
  it.each([
    [2, '500 beats/s'],
    [0.1, '10,000 beats/s'],
    [1_000 / 3, '3 beats/s'],
    [0.06, '16,700 beats/s'],
    [2_000, '0.5 beats/s'],
  ])('every %d ms is %s', (periodMs, text) => {
    expect(formatBeatRate(periodMs)).toBe(text);
  });

  it('without a period is free-running', () => {
    expect(formatBeatRate(0)).toBe('free-running');
  });
});
