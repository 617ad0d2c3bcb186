import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {drawHeap, drawHeapEdge, heapCells} from '../../source/format/heap.ts';

const share = fc.double({min: 0, max: 1, noNaN: true});

describe('a heap', () => {
  it('fills from the right, to half a cell', () => {
    const drawn = (fill: number, high = 0) => Object.values(drawHeap(fill, high, 8)).join('');
    expect(drawn(0)).toBe('────────');
    expect(drawn(0.5)).toBe('────████');
    expect(drawn(0.56)).toBe('───▐████');
    expect(drawn(1)).toBe('████████');
  });

  it('has the mark of high water where it is not covered', () => {
    expect(drawHeap(0.25, 0.75, 8)).toEqual({line: '──┃───', heap: '██'});
    expect(drawHeap(0.75, 0.5, 8).line).toBe('──');
    expect(drawHeap(0, 0.01, 8).line).toBe('───────┃');
  });

  it('follows the fill: its cells are the share, within a quarter of a cell', () => {
    fc.assert(
      fc.property(share, share, fc.integer({min: 1, max: 80}), (fill, high, width) => {
        const {line, heap} = drawHeap(fill, high, width);
        expect(line.length + heap.length).toBe(width);
        const cells = [...heap].reduce((sum, cell) => sum + (cell === '█' ? 1 : 0.5), 0);
        if (fill >= 0.01) expect(Math.abs(cells - fill * width)).toBeLessThanOrEqual(0.5);
        else expect(heap).toBe('');
      }),
    );
  });

  it('never shrinks while the fill grows', () => {
    fc.assert(
      fc.property(share, share, fc.nat(80), (one, other, width) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(heapCells(less, width)).toBeLessThanOrEqual(heapCells(more, width));
      }),
    );
  });

  it('is thick with edges as wide as itself', () => {
    expect(drawHeapEdge(0.5, 8, 'upper')).toBe('▄▄▄▄');
    expect(drawHeapEdge(0.56, 8, 'full')).toBe('▐████');
    expect(drawHeapEdge(0.56, 8, 'lower')).toBe('▝▀▀▀▀');
    expect(drawHeapEdge(0, 8, 'lower')).toBe('');
  });
});
