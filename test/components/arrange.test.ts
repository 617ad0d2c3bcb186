import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Arrangement, arrange, type Panel} from '../../source/components/arrange.ts';

/** Lines of each panel as it is drawn: a heading and a line for each of three channels or four actors. */
const panelRows: Record<Panel, number> = {
  status: 1,
  throughput: 1,
  legend: 1,
  channels: 4,
  limit: 1,
  actors: 5,
  progress: 1,
  tallies: 2,
  pipeline: 2,
  change: 1,
  vitals: 1,
};
const allPanels = Object.keys(panelRows) as Panel[];

/** Lines that an arrangement takes; of columns side by side, the taller one counts. */
function rowsOf({shown, isWide, chartRows, segmentRows, logRows}: Arrangement): number {
  const sum = (panels: readonly Panel[]) =>
    panels.reduce((rows, panel) => rows + (shown.has(panel) ? panelRows[panel] : 0), 0);
  if (!isWide) return sum(allPanels) + chartRows + logRows;
  const left = sum(['throughput', 'channels']) + chartRows;
  // Side by side, the tallies have a heading too.
  const right = sum(['actors', 'tallies']) + 1 + segmentRows + logRows;
  return (
    sum(['status', 'progress', 'pipeline', 'limit', 'change', 'vitals', 'legend']) +
    Math.max(left, right)
  );
}

const sizes = [
  fc.integer({min: 1, max: 400}),
  fc.integer({min: 1, max: 120}),
  fc.boolean(),
] as const;

describe('for any size', () => {
  it('what is shown fits, with a line to spare so that the screen never scrolls', () => {
    fc.assert(
      fc.property(...sizes, (columns, rows, hasChange) => {
        const arrangement = arrange(columns, rows, hasChange);
        expect(rowsOf(arrangement)).toBeLessThanOrEqual(Math.max(1, rows - 1));
        expect(arrangement.rows).toBe(Math.max(1, rows - 1));
      }),
    );
  });

  it('the status is shown, and no part has a negative height', () => {
    fc.assert(
      fc.property(...sizes, (columns, rows, hasChange) => {
        const {shown, chartRows, segmentRows, logRows} = arrange(columns, rows, hasChange);
        expect(shown).toContain('status');
        expect(Math.min(chartRows, segmentRows, logRows)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('a chart has at least two lines, or there is none', () => {
    fc.assert(
      fc.property(
        ...sizes,
        (columns, rows, hasChange) => arrange(columns, rows, hasChange).chartRows !== 1,
      ),
    );
  });

  it('one more line never takes a panel away', () => {
    fc.assert(
      fc.property(...sizes, (columns, rows, hasChange) => {
        const [less, more] = [
          arrange(columns, rows, hasChange),
          arrange(columns, rows + 1, hasChange),
        ];
        return [...less.shown].every((panel) => more.shown.has(panel));
      }),
    );
  });

  it('of no sense it takes the smallest that has one', () => {
    expect(arrange(0, 0, true)).toMatchObject({columns: 1, rows: 1});
  });
});

describe('at 80 x 24', () => {
  const arrangement = arrange(80, 24, true);

  it('every panel is shown, with a chart and a log', () => {
    expect([...arrangement.shown].toSorted()).toEqual(allPanels.toSorted());
    expect(arrangement.chartRows).toBeGreaterThanOrEqual(2);
    expect(arrangement.logRows).toBeGreaterThanOrEqual(1);
  });

  it('no line is left empty', () => {
    expect(rowsOf(arrangement)).toBe(23);
  });

  it('before the first change the chart has its line', () => {
    const unchanged = arrange(80, 24, false);
    expect([...unchanged.shown]).toEqual([...arrangement.shown].filter((one) => one !== 'change'));
    expect(unchanged.chartRows).toBe(arrangement.chartRows + 1);
    expect(rowsOf(unchanged)).toBe(23);
  });

  it('panels stand below one another', () => {
    expect(arrangement.isWide).toBe(false);
  });
});

describe('on a wide screen', () => {
  it('panels stand side by side, and both sides end at the same line', () => {
    const {isWide, chartRows, segmentRows, logRows} = arrange(140, 40, true);
    expect(isWide).toBe(true);
    expect(chartRows + panelRows.throughput + panelRows.channels).toBe(
      segmentRows + logRows + panelRows.actors + panelRows.tallies + 1,
    );
  });

  it('of few lines they do not', () => {
    expect(arrange(140, 20, true).isWide).toBe(false);
  });
});

describe('on a small screen', () => {
  it.each([
    [2, ['status']],
    [3, ['status', 'throughput']],
    [4, ['status', 'throughput', 'legend']],
    [8, ['status', 'throughput', 'legend', 'channels']],
  ])('of %d lines only the most important panels are left', (rows, panels) => {
    expect([...arrange(80, rows, true).shown]).toEqual(panels);
  });

  it('the legend of the keys is shown from four lines on', () => {
    for (let rows = 4; rows <= 40; rows++)
      expect(arrange(40, rows, true).shown).toContain('legend');
  });
});
