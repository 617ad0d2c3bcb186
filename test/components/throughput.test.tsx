import {describe, expect, it, test} from 'vitest';
import {Throughput} from '../../source/components/throughput.tsx';
import type {View} from '../../source/monitor/state.ts';
import {linesOf, widestOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const early: View = {snapshot: fixedSnapshot(), samples: [], seconds: []};
/** After twenty seconds every sparkline is full. */
const late: View = {
  snapshot: fixedSnapshot(),
  samples: Array.from({length: 200}, (_, index) => 1e6 * (index + 1)),
  seconds: Array.from({length: 20}, (_, index) => 10e6 * (index + 1)),
};

function drawn(view: View, columns: number, chartRows = 0): string[] {
  return linesOf(<Throughput view={view} columns={columns} chartRows={chartRows} />, columns);
}

describe.each([
  ['at the start', early],
  ['later', late],
])('the heading %s', (_, view) => {
  it.each([69, 80, 100, 120])(
    'of %d columns has the rate now, the mean and the peak',
    (columns) => {
      const [heading] = drawn(view, columns);
      expect(heading).toContain('Throughput  161 M/s');
      expect(heading).toContain('mean  161 M/s');
      expect(heading).toContain('peak  263 M/s');
    },
  );

  it('of 100 columns has the median too', () => {
    expect(drawn(view, 100)[0]).toContain('p50  162 M/s');
  });

  it.each([1, 10, 20, 40, 57, 80, 100, 200])('of %d columns is one line', (columns) => {
    const lines = drawn(view, columns);
    expect(lines).toHaveLength(1);
    expect(widestOf(lines)).toBeLessThanOrEqual(columns);
  });
});

test('a sparkline rises with the throughput of the last seconds', () => {
  const spark = drawn({...late, samples: [0, 1, 2, 3, 4, 5, 6, 7]}, 120)[0];
  expect(spark).toContain('▁▂▃▄▅▆▇█');
});

describe('the chart', () => {
  it('has the lines it is given, from the greatest rate down to nothing', () => {
    const [, ...chart] = drawn(late, 80, 5);
    expect(chart).toHaveLength(5);
    expect(chart[0]).toMatch(/^ 200 M\/s/);
    expect(chart[4]).toMatch(/^ {3}0 {2}\/s/);
    expect(widestOf(chart)).toBeLessThanOrEqual(80);
  });

  it('is there before the first second has passed', () => {
    expect(drawn(early, 80, 3)).toHaveLength(4);
  });
});
