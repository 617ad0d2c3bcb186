import {expect, test} from 'vitest';
import {Grid} from '../../source/format/grid.ts';
import {createPaint} from '../../source/format/paint.ts';
import type {Role} from '../../source/format/roles.ts';
import {unicodeSymbols} from '../../source/format/symbols.ts';
import {createMonitorState, reduceMonitor} from '../../source/monitor/state.ts';
import {createScene} from '../../source/panels/scene.ts';
import {drawChannelSparkline} from '../../source/panels/sparkline.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const paint = createPaint('dark', 3);

/** The row of a channel's sparkline after twenty seconds of a steady rate, as painted text. */
function drawSteady(mode: string, columns: number, written = '') {
  const {channels, settings} = fixedSnapshot();
  const at = (seconds: number) =>
    fixedSnapshot({
      activeSeconds: seconds,
      settings: {...settings, mode},
      channels: channels.map((channel) => ({...channel, total: seconds * 1_000})),
    });
  let state = createMonitorState(at(0), null, []);
  for (let half = 1; half <= 40; half++) {
    state = reduceMonitor(state, {type: 'sampled', snapshot: at(half / 2)});
  }
  const grid = new Grid(columns, 1);
  grid.put(0, columns - 1, written);
  drawChannelSparkline(grid, 0, 0, columns, createScene(state, unicodeSymbols), 0);
  return grid.paint(paint)[0];
}

/** A row of one role, as painted text. */
function rowOf(text: string, role?: Role) {
  const grid = new Grid(text.length, 1);
  grid.put(0, 0, text, role);
  return grid.paint(paint)[0];
}

test('a sparkline of a steady rate is level, and as quiet as a frame', () => {
  expect(drawSteady('double-buffer', 6)).toBe(rowOf('▄▄▄▄▄▄', 'frame'));
  expect(drawSteady('zero-copy', 6)).toBe(rowOf('▄▄▄▄▄▄', 'frame'));
});

test('a sparkline is not drawn in too few columns, nor over other text', () => {
  expect(drawSteady('zero-copy', 3)).toBe(rowOf('   '));
  expect(drawSteady('zero-copy', 6, 'x')).toBe(rowOf('     x'));
});
