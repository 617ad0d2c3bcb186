import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatFinePercent,
  formatMs,
  formatPercent,
  formatRate,
  formatRateInline,
  formatShort,
} from '../../source/format/number.ts';

describe('a short number', () => {
  it.each([
    [0, '   0  '],
    [7, '   7  '],
    [512, ' 512  '],
    [2.5, '2.50  '],
    [999, ' 999  '],
    [1_000, '1.00 k'],
    [26_214, '26.2 k'],
    [262_144_000, ' 262 M'],
    [9_612_345_678, '9.61 G'],
    [10 ** 18, '1000 P'],
  ])('%d is "%s"', (value, text) => {
    expect(formatShort(value)).toBe(text);
  });

  it('above 999.5 moves to the next unit', () => {
    expect(formatShort(999.4)).toBe(' 999  ');
    expect(formatShort(999.5)).toBe('1.00 k');
    expect(formatShort(999_499)).toBe(' 999 k');
    expect(formatShort(999_500)).toBe('1.00 M');
  });

  it('keeps three digits where rounding adds one', () => {
    expect(formatShort(9.996)).toBe('10.0  ');
    expect(formatShort(99.96)).toBe(' 100  ');
  });

  it('below zero is zero', () => {
    expect(formatShort(-1)).toBe('   0  ');
  });

  it('is six characters wide, whatever it is', () => {
    const values = fc.double({min: 0, max: 1e18, noNaN: true});
    fc.assert(fc.property(values, (value) => formatShort(value).length === 6));
  });

  it('is within half a percent of the number', () => {
    const scales: Record<string, number> = {'': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15};
    // Exponents, so that every unit comes up.
    const values = fc.double({min: 0, max: 17.9, noNaN: true}).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(values, (value) => {
        const [digits, unit = ''] = formatShort(value).trim().split(' ');
        const read = Number(digits) * (scales[unit] as number);
        expect(Math.abs(read - value) / value).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
    );
  });
});

describe('a rate', () => {
  it('is a short number a second', () => {
    expect(formatRate(262_144_000)).toBe(' 262 M/s');
  });

  it('has no padding within a sentence', () => {
    expect(formatRateInline(262_144_000)).toBe('262 M/s');
    expect(formatRateInline(500)).toBe('500/s');
  });

  it('is eight characters wide, whatever it is', () => {
    const rates = fc.double({min: 0, max: 1e18, noNaN: true});
    fc.assert(fc.property(rates, (rate) => formatRate(rate).length === 8));
  });
});

describe('a count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [9_652_662_016, '9,652,662,016'],
    [2 ** 53 - 1, '9,007,199,254,740,991'],
  ])('%d is "%s"', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });

  it('has every digit of every number', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(Number(formatCount(value).replaceAll(',', ''))).toBe(value);
      }),
    );
  });
});

describe('a share', () => {
  it('is five characters wide', () => {
    expect(formatPercent(0)).toBe('  0 %');
    expect(formatPercent(0.31)).toBe(' 31 %');
    expect(formatPercent(1)).toBe('100 %');
  });

  it('is told to a thousandth of a percent', () => {
    expect(formatFinePercent(4 / 15)).toBe('26.667 %');
    expect(formatFinePercent(1 / 15)).toBe(' 6.667 %');
  });

  it('to a thousandth of a percent keeps its width, from nothing to all', () => {
    expect(formatFinePercent(1)).toHaveLength(formatFinePercent(0).length);
  });
});

describe('a clock', () => {
  it.each([
    [0, '00:00:00'],
    [59.99, '00:00:59'],
    [62, '00:01:02'],
    [3_661, '01:01:01'],
    [359_999, '99:59:59'],
    [360_000, '100:00:00'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(formatClock(seconds)).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0.00 us'],
    [0.064, '64.0 us'],
    [0.64, ' 640 us'],
    [1.25, '1.25 ms'],
    [999, ' 999 ms'],
    [1_500, '1.50 s '],
    [20_000, '20.0 s '],
  ])('of %d ms is "%s"', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });

  it('moves to the next unit where it would get a fourth digit', () => {
    expect(formatMs(0.9994)).toBe(' 999 us');
    expect(formatMs(0.9996)).toBe('1.00 ms');
    expect(formatMs(999.6)).toBe('1.00 s ');
  });

  it('is seven characters wide, up to two hours', () => {
    const durations = fc.double({min: 0, max: 7_200_000, noNaN: true});
    fc.assert(fc.property(durations, (ms) => formatMs(ms).length === 7));
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_024, '1.00 KiB'],
  [16_908_288, '16.1 MiB'],
  [536_870_912, '512 MiB'],
  [2 ** 30, '1.00 GiB'],
  [2 ** 40, '1.00 TiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
