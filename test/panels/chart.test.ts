import {expect, test} from 'vitest';
import type {SegmentReport} from '../../source/engine/index.ts';
import {Grid} from '../../source/format/grid.ts';
import {createPaint} from '../../source/format/paint.ts';
import {unicodeSymbols} from '../../source/format/symbols.ts';
import {createMonitorState, reduceMonitor} from '../../source/monitor/state.ts';
import {drawChart} from '../../source/panels/chart.ts';
import {createScene} from '../../source/panels/scene.ts';
import {screenLines} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

/** The chart of half a minute in which keys were pressed at close moments, and helped at last. */
function drawChartOfManyKeys(more: readonly number[] = []): readonly string[] {
  const {throughput, segments, settings} = fixedSnapshot();
  const [first] = segments as [SegmentReport];
  const segment = (fromSeconds: number, changed: Readonly<Record<string, number | string>>) => ({
    ...first,
    fromSeconds,
    settings: {...settings, ...changed},
  });
  const all = [
    segment(0, {beatPeriodMs: 50}),
    segment(6, {beatPeriodMs: 50, mode: 'zero-copy'}),
    segment(9, {beatPeriodMs: 20, mode: 'zero-copy'}),
    segment(17, {beatPeriodMs: 10, mode: 'zero-copy'}),
    ...more.map((at) => segment(at, {beatPeriodMs: 10 + at / 100, mode: 'zero-copy'})),
    segment(25, {beatPeriodMs: 2, mode: 'zero-copy'}),
  ].toSorted((one, other) => one.fromSeconds - other.fromSeconds);
  const at = (tenths: number) =>
    fixedSnapshot({
      activeSeconds: tenths / 10,
      elapsedSeconds: tenths / 10,
      settings: {...settings, mode: 'zero-copy'},
      throughput: {...throughput, nowPerSecond: tenths < 250 ? 26e6 : 262e6},
      segments: all.filter(({fromSeconds}) => fromSeconds <= tenths / 10),
    });
  let state = createMonitorState(at(0), null);
  for (let tenths = 1; tenths <= 300; tenths++) {
    state = reduceMonitor(state, {type: 'sampled', snapshot: at(tenths)});
  }
  return screenLines(state, 80, 24);
}

test('what the beats allow has its words across a flag if no place between flags has room', () => {
  const picture = drawChartOfManyKeys([3, 12, 14, 20, 22.5]).join('\n');
  expect(picture).toContain('╌ beats allow 262 M ╌');
});

test('what the beats allow has fewer words in a place without room for all', () => {
  expect(drawChartOfManyKeys().join('\n')).toContain('╌ beats 262 M ╌');
});

test('a flag without room for its text shows its key', () => {
  const flags = drawChartOfManyKeys().find((line) => line.includes('┌+ 50/s'));
  expect(flags).toMatch(/┌z +┌\+ 50\/s/);
});

test('a rate that rises over the border of two rows for a moment has no stripe', () => {
  const {throughput} = fixedSnapshot();
  const at = (tenths: number) =>
    fixedSnapshot({
      activeSeconds: tenths / 10,
      elapsedSeconds: tenths / 10,
      // The first second sets the scale. Then the area ends with the fifth of ten rows.
      throughput: {
        ...throughput,
        nowPerSecond: tenths <= 10 ? 1e6 : tenths % 200 < 10 ? 52e4 : 50e4,
      },
    });
  let state = createMonitorState(at(0), null);
  for (let tenths = 1; tenths <= 600; tenths++) {
    state = reduceMonitor(state, {type: 'sampled', snapshot: at(tenths)});
  }
  const grid = new Grid(68, 11);
  const space = {top: 0, rows: 11, hasHeading: false, hasFlags: false};
  drawChart(grid, space, createScene(state, unicodeSymbols));
  const rows = grid.paint(createPaint('dark', 3));
  expect(rows[4]).toMatch(/▁/);
  expect(rows[5]).toMatch(/█{55}/);
});
