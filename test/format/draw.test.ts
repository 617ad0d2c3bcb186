import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {drawBar, drawChart, drawSparkline} from '../../source/format/draw.ts';
import {asciiSymbols, brailleSymbols, unicodeSymbols} from '../../source/format/symbols.ts';

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

describe('a sparkline', () => {
  it('goes from nothing to the greatest value', () => {
    expect(drawSparkline([0, 1, 2, 3, 4, 5, 6, 7], 8, unicodeSymbols)).toBe('▁▂▃▄▅▆▇█');
    expect(drawSparkline([0, 7], 2, asciiSymbols)).toBe('_#');
  });

  it('shows the latest values, scaled by themselves', () => {
    expect(drawSparkline([1_000, 7, 1], 2, unicodeSymbols)).toBe('█▂');
  });

  it('begins with blanks while there are few values', () => {
    expect(drawSparkline([3], 4, unicodeSymbols)).toBe('   █');
    expect(drawSparkline([], 4, unicodeSymbols)).toBe('    ');
  });

  it('lies at the bottom while nothing moves', () => {
    expect(drawSparkline([0, 0], 2, unicodeSymbols)).toBe('▁▁');
  });

  it('without width is nothing', () => {
    expect(drawSparkline([1], 0, unicodeSymbols)).toBe('');
    expect(drawSparkline([1], -3, unicodeSymbols)).toBe('');
  });

  it('is as wide as it was asked to be', () => {
    const rates = fc.array(fc.double({min: 0, max: 1e18, noNaN: true}));
    fc.assert(
      fc.property(rates, fc.nat(200), (values, width) => {
        expect(drawSparkline(values, width, unicodeSymbols)).toHaveLength(width);
      }),
    );
  });
});

describe('a chart', () => {
  it('goes from nothing at the bottom to the greatest rate at the top', () => {
    const lines = drawChart([1e6, 2e6, 3e6], 40, 4, unicodeSymbols);
    expect(lines.map((line) => line.slice(0, 8))).toEqual([
      '3.00 M/s',
      '2.00 M/s',
      '1.00 M/s',
      '   0  /s',
    ]);
  });

  it('rises and falls with the rate', () => {
    // The first column of each is the axis; a rise ends above in / and starts below in /.
    const lines = drawChart([0, 100, 0], 40, 2, asciiSymbols);
    expect(lines.map((line) => line.slice(10).trimEnd())).toEqual(['/\\', '/\\']);
  });

  it('shows the latest rates, scaled by themselves', () => {
    // Twelve columns are ten for the axis and two for rates.
    const [top] = drawChart([9e9, 1e6, 1e6], 12, 2, unicodeSymbols);
    expect(top).toMatch(/^1\.00 M\/s/);
  });

  it('leaves out what is no number', () => {
    const [top] = drawChart([5, Number.NaN, Number.POSITIVE_INFINITY], 40, 2, unicodeSymbols);
    expect(top).toMatch(/^ {3}5 {2}\/s/);
  });

  it('of no rates keeps its height', () => {
    expect(drawChart([], 40, 5, unicodeSymbols)).toHaveLength(5);
  });

  it('in braille names the greatest rate and nothing, at its ends', () => {
    const lines = drawChart([1e6, 3e6], 40, 3, brailleSymbols);
    expect(lines.map((line) => line.slice(0, 10))).toEqual([
      '3.00 M/s │',
      '         │',
      '   0  /s │',
    ]);
  });

  it('in ASCII is ASCII', () => {
    const lines = drawChart([1, 5, 2, 2, 9, 0], 40, 6, asciiSymbols);
    expect(lines.join('')).toMatch(/^[ -~]+$/);
  });

  it('is as tall as it was asked to be, and never wider', () => {
    const rates = fc.array(fc.double({min: 0, max: 1e15, noNaN: true}), {maxLength: 300});
    const width = fc.integer({min: 1, max: 250});
    const height = fc.integer({min: 2, max: 20});
    const sets = fc.constantFrom(unicodeSymbols, brailleSymbols, asciiSymbols);
    fc.assert(
      fc.property(rates, width, height, sets, (values, columns, rows, symbols) => {
        const lines = drawChart(values, columns, rows, symbols);
        expect(lines).toHaveLength(rows);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
