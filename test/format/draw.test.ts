import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {drawAreaRow, drawBar} from '../../source/format/draw.ts';
import {asciiSymbols, unicodeSymbols} from '../../source/format/symbols.ts';

describe('a bar', () => {
  it('is filled to its share', () => {
    expect(drawBar(0.5, 0, 6, unicodeSymbols)).toBe('███░░░');
    expect(drawBar(0.5, 0, 6, asciiSymbols)).toBe('###...');
  });

  it('is empty at nothing, and full at all', () => {
    expect(drawBar(0, 0, 4, unicodeSymbols)).toBe('░░░░');
    expect(drawBar(1, 0, 4, unicodeSymbols)).toBe('████');
  });

  it('takes a share out of range for the end of the range', () => {
    expect(drawBar(-0.5, -1, 4, unicodeSymbols)).toBe('░░░░');
    expect(drawBar(1.5, 2, 4, unicodeSymbols)).toBe('████');
  });

  it('has its mark in the cell that the mark reaches', () => {
    expect(drawBar(0.25, 0.75, 4, unicodeSymbols)).toBe('█░┃░');
    expect(drawBar(0, 1, 4, unicodeSymbols)).toBe('░░░┃');
    expect(drawBar(0, 0.001, 4, unicodeSymbols)).toBe('┃░░░');
  });

  it('has no mark where it is filled over', () => {
    expect(drawBar(0.75, 0.5, 4, unicodeSymbols)).toBe('███░');
  });

  it('without width is nothing', () => {
    expect(drawBar(1, 1, 0, unicodeSymbols)).toBe('');
    expect(drawBar(1, 1, -3, unicodeSymbols)).toBe('');
  });

  it('is as wide as it was asked to be', () => {
    const share = fc.double({min: -1, max: 2, noNaN: true});
    fc.assert(
      fc.property(share, share, fc.nat(200), (fill, mark, width) => {
        expect(drawBar(fill, mark, width, unicodeSymbols)).toHaveLength(width);
      }),
    );
  });
});

describe('an area of one row', () => {
  it('goes from nothing to the greatest value', () => {
    const ramp = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(drawAreaRow(ramp, 8, unicodeSymbols)).toBe(' ▂▃▄▅▆▇█');
    expect(drawAreaRow([0.1, 7], 2, asciiSymbols)).toBe('_#');
  });

  it('takes the part of the row that it is given', () => {
    expect(drawAreaRow([25, 50, 75, 100], 4, unicodeSymbols, 0.45)).toBe('▂▃▃▄');
    expect(drawAreaRow([1, 1_000], 2, asciiSymbols, 0.45)).toBe('_-');
  });

  it('shows the latest values, scaled by themselves', () => {
    expect(drawAreaRow([1_000, 7, 1], 2, unicodeSymbols)).toBe('█▂');
  });

  it('begins with blanks while there are few values', () => {
    expect(drawAreaRow([3], 4, unicodeSymbols)).toBe('   █');
    expect(drawAreaRow([], 4, unicodeSymbols)).toBe('    ');
  });

  it('is blank while nothing moves', () => {
    expect(drawAreaRow([0, 0], 2, unicodeSymbols)).toBe('  ');
  });

  it('without width is nothing', () => {
    expect(drawAreaRow([1], 0, unicodeSymbols)).toBe('');
    expect(drawAreaRow([1], -3, unicodeSymbols)).toBe('');
  });

  it('is as wide as it was asked to be', () => {
    const rates = fc.array(fc.double({min: 0, max: 1e18, noNaN: true}));
    fc.assert(
      fc.property(rates, fc.nat(200), (values, width) => {
        expect(drawAreaRow(values, width, unicodeSymbols)).toHaveLength(width);
      }),
    );
  });
});
