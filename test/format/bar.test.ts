import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {drawEighths, drawGauge, waitSigns} from '../../source/format/bar.ts';

describe('a bar', () => {
  it('is filled to an eighth of a cell', () => {
    expect(drawEighths(0.5, 4)).toBe('██');
    expect(drawEighths(0.53125, 4)).toBe('██▏');
    expect(drawEighths(1, 4)).toBe('████');
    expect(drawEighths(2, 4)).toBe('████');
  });

  it('shows any share above nothing', () => {
    expect(drawEighths(1e-9, 4)).toBe('▏');
    expect(drawEighths(0, 4)).toBe('');
    expect(drawEighths(-1, 4)).toBe('');
    expect(drawEighths(1, 0)).toBe('');
  });
});

describe('a gauge', () => {
  it('is work, then signs that point at what was waited for, in a fixed order', () => {
    const {busy, waits} = drawGauge(0.2, {room: 0.2, beat: 0.2, input: 0.4}, 10);
    expect(busy + waits).toBe('██‹‹‹‹ˇˇ››');
  });

  it('is blank for the time that others on the thread have taken', () => {
    const {busy, waits} = drawGauge(0.2, {room: 0.5}, 10);
    expect(busy + waits).toBe('██›››››   ');
  });

  it('has no blank for what is only rounding', () => {
    const {busy, waits} = drawGauge(0.2, {room: 0.78}, 10);
    expect(busy + waits).toBe('██››››››››');
  });

  it('has blanks where nothing was measured', () => {
    expect(drawGauge(0, {}, 3)).toEqual({busy: '', waits: '   '});
  });

  it('is as wide as it was asked to be, and no wait moves for another', () => {
    const share = fc.double({min: 0, max: 1, noNaN: true});
    const signs = Object.values(waitSigns).join('');
    fc.assert(
      fc.property(share, share, share, fc.nat(80), (busy, input, room, width) => {
        const gauge = drawGauge(busy, {room, input}, width);
        const cells = [...(gauge.busy + gauge.waits)];
        expect(cells).toHaveLength(width);
        const ranks = [...gauge.waits.trimEnd()].map((sign) => signs.indexOf(sign));
        expect(ranks).not.toContain(-1);
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      }),
    );
  });
});
