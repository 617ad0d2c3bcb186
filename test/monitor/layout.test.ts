import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {computeLayout, type Layout, type Panel} from '../../source/monitor/layout.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

/**
 * Lines of each panel as it is drawn: a heading and a line for each of three channels or four
 * actors.
 */
const panelRows: Record<Panel, number> = {
  status: 1,
  throughput: 1,
  keys: 1,
  channels: 4,
  limit: 1,
  actors: 5,
  progress: 1,
  tallies: 2,
  pipeline: 2,
  change: 1,
  vitals: 1,
};
const change = {what: 'a change', actor: 'worker', before: null, after: null};

/** The layout for FizzBuzz. */
function arrange(columns: number, rows: number, hasChange: boolean): Layout {
  return computeLayout(columns, rows, fixedSnapshot({change: hasChange ? change : null}));
}

const allPanels = Object.keys(panelRows) as Panel[];

/** Lines that a layout takes; of columns side by side, the taller one counts. */
function rowsOf(
  {shown, isWide, chartRows, segmentRows, logRows}: Layout,
  heights: Record<Panel, number> = panelRows,
): number {
  const sum = (panels: readonly Panel[]) =>
    panels.reduce((rows, panel) => rows + (shown.has(panel) ? heights[panel] : 0), 0);
  if (!isWide) return sum(allPanels) + chartRows + logRows;
  const left = sum(['throughput', 'channels']) + chartRows;
  // Side by side, the tallies have a heading too.
  const heading = shown.has('tallies') ? 1 : 0;
  const right = sum(['actors', 'tallies']) + heading + segmentRows + logRows;
  return (
    sum(['status', 'progress', 'pipeline', 'limit', 'change', 'vitals', 'keys']) +
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
        const layout = arrange(columns, rows, hasChange);
        expect(rowsOf(layout)).toBeLessThanOrEqual(Math.max(1, rows - 1));
        expect(layout.rows).toBe(Math.max(1, rows - 1));
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
  const layout = arrange(80, 24, true);

  it('every panel is shown, with a chart and a log', () => {
    expect([...layout.shown].toSorted()).toEqual(allPanels.toSorted());
    expect(layout.chartRows).toBeGreaterThanOrEqual(2);
    expect(layout.logRows).toBeGreaterThanOrEqual(1);
  });

  it('no line is left empty', () => {
    expect(rowsOf(layout)).toBe(23);
  });

  it('before the first change the chart has its line', () => {
    const unchanged = arrange(80, 24, false);
    expect([...unchanged.shown]).toEqual([...layout.shown].filter((one) => one !== 'change'));
    expect(unchanged.chartRows).toBe(layout.chartRows + 1);
    expect(rowsOf(unchanged)).toBe(23);
  });

  it('panels stand below one another', () => {
    expect(layout.isWide).toBe(false);
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
    [4, ['status', 'throughput', 'keys']],
    [8, ['status', 'throughput', 'keys', 'channels']],
  ])('of %d lines only the most important panels are left', (rows, panels) => {
    expect([...arrange(80, rows, true).shown]).toEqual(panels);
  });

  it('the line of keys is shown from four lines on', () => {
    for (let rows = 4; rows <= 40; rows++) expect(arrange(40, rows, true).shown).toContain('keys');
  });
});

describe('for another pipeline', () => {
  const [channel] = fixedSnapshot().channels;
  const [actor] = fixedSnapshot().actors;

  it('what is shown fits, however many channels and actors there are', () => {
    const length = fc.integer({min: 1, max: 30});
    fc.assert(
      fc.property(length, length, ...sizes, (channels, actors, columns, rows, hasTallies) => {
        const content = fixedSnapshot({
          channels: Array(channels).fill(channel),
          actors: Array(actors).fill(actor),
          counters: hasTallies ? fixedSnapshot().counters : [],
          beat: null,
        });
        const layout = computeLayout(columns, rows, content);
        const heights = {...panelRows, channels: channels + 1, actors: actors + 1};
        expect(rowsOf(layout, heights)).toBeLessThanOrEqual(Math.max(1, rows - 1));
        expect(
          Math.min(layout.chartRows, layout.segmentRows, layout.logRows),
        ).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('without beats, counters and a change there is no line for them', () => {
    const {shown} = computeLayout(80, 40, fixedSnapshot({beat: null, counters: [], change: null}));
    for (const panel of ['progress', 'tallies', 'change'] as const)
      expect(shown).not.toContain(panel);
    expect(shown).toContain('vitals');
  });

  it('whose panels are too high for two columns has one', () => {
    const actors = Array(30).fill(actor);
    expect(computeLayout(140, 40, fixedSnapshot({actors})).isWide).toBe(false);
    expect(computeLayout(140, 60, fixedSnapshot({actors})).isWide).toBe(true);
  });
});
