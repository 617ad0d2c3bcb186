import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  axisLabels,
  binValues,
  columnOf,
  createTimeline,
  timeOf,
} from '../../source/format/timeline.ts';

/** Tenths and seconds of a run, each with its own number as value. */
function valuesOf(activeSeconds: number) {
  const tenths = Array.from({length: Math.floor(activeSeconds * 10)}, (_, index) => index / 10);
  const seconds = Array.from({length: Math.floor(activeSeconds)}, (_, index) => index);
  return {
    endSeconds: activeSeconds,
    tenths: tenths.slice(-2_048),
    seconds: seconds.slice(-3_600),
  };
}

describe('a timeline', () => {
  it('has a step that grows up to a second, and then scrolls', () => {
    expect(createTimeline(3.6, 72).stepSeconds).toBeCloseTo(0.05);
    expect(createTimeline(36, 72).stepSeconds).toBeCloseTo(0.5);
    expect(createTimeline(500, 72).stepSeconds).toBe(1);
    expect(createTimeline(500, 72, true).stepSeconds).toBeCloseTo(500 / 72);
  });

  it('fills all of its columns in the first minutes, newest at the right', () => {
    fc.assert(
      fc.property(
        fc.double({min: 1, max: 4_000, noNaN: true}),
        fc.integer({min: 4, max: 99}),
        (activeSeconds, columns) => {
          const timeline = createTimeline(activeSeconds, columns);
          const values = binValues(timeline, valuesOf(activeSeconds));
          expect(values).toHaveLength(columns);
          const known = values.filter((value) => value !== undefined);
          expect(known).toHaveLength(columns);
          // Time goes from left to right.
          expect(known).toEqual(known.toSorted((one, other) => one - other));
        },
      ),
    );
  });

  it('has columns that stay where they are while it scrolls, until a second passes', () => {
    const [now, later] = [createTimeline(300.1, 72), createTimeline(300.8, 72)];
    expect(columnOf(later, 250)).toBe(columnOf(now, 250));
    expect(binValues(later, valuesOf(300.8))).toEqual(binValues(now, valuesOf(300.1)));
  });

  it('ends with the figures, also while the trail is ahead of them', () => {
    const timeline = createTimeline(7.2, 72);
    const values = binValues(timeline, valuesOf(7.6));
    expect(values[0]).toBe(0);
    expect(values.at(-1)).toBeCloseTo(7.1);
  });

  it('finds the column of each time, and the time of each column', () => {
    const timeline = createTimeline(30, 72);
    for (const column of [0, 20, 71]) {
      expect(columnOf(timeline, timeOf(timeline, column))).toBe(column);
    }
  });
});

describe('the axis', () => {
  it('has times of the run and now, and none of them overlap', () => {
    fc.assert(
      fc.property(
        fc.double({min: 0, max: 20_000, noNaN: true}),
        fc.integer({min: 1, max: 200}),
        fc.boolean(),
        (activeSeconds, columns, isWhole) => {
          const labels = axisLabels(createTimeline(activeSeconds, columns, isWhole));
          for (const [index, {column, text}] of labels.entries()) {
            expect(column).toBeGreaterThanOrEqual(0);
            expect(column + text.length).toBeLessThanOrEqual(columns);
            const next = labels[index + 1];
            if (next !== undefined) expect(column + text.length).toBeLessThan(next.column);
          }
          if (columns >= 3) expect(labels.at(-1)?.text).toBe('now');
        },
      ),
    );
  });
});
