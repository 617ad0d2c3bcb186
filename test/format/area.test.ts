import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {drawAreaColumn, scaleTop} from '../../source/format/area.ts';

const drawn = (...args: Parameters<typeof drawAreaColumn>) =>
  drawAreaColumn(...args).map((cell) => cell?.character ?? ' ');

describe('a column of an area', () => {
  it('rises by an eighth of a row', () => {
    expect(drawn(8, 16, 2)).toEqual([' ', '█']);
    expect(drawn(9, 16, 2)).toEqual(['▁', '█']);
    expect(drawn(16, 16, 2)).toEqual(['█', '█']);
  });

  it('has its head in its uppermost cell', () => {
    const heads = drawAreaColumn(9, 16, 2).map((cell) => cell?.isHead);
    expect(heads).toEqual([true, false]);
  });

  it('shows anything above nothing, and nothing as a blank', () => {
    expect(drawn(1e-9, 16, 2)).toEqual([' ', '▁']);
    expect(drawn(0, 16, 2)).toEqual([' ', ' ']);
  });
});

describe('the top of a scale', () => {
  it('is a round number that holds the values', () => {
    expect([9.2e8, 1.05e9, 1.21e9, 5, 0.3].map(scaleTop)).toEqual([1e9, 1.2e9, 1.5e9, 5, 0.3]);
    expect([0, Number.NaN, -1].map(scaleTop)).toEqual([1, 1, 1]);
  });

  it('is at least the value, and at most half as much again', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-3, max: 1e18, noNaN: true}), (value) => {
        const top = scaleTop(value);
        expect(top).toBeGreaterThanOrEqual(value * 0.9998);
        expect(top).toBeLessThanOrEqual(value * 1.34);
      }),
    );
  });
});
