import {expect, test} from 'vitest';
import {Grid} from '../../source/format/grid.ts';
import {createPaint} from '../../source/format/paint.ts';
import type {Role} from '../../source/format/roles.ts';
import type {Geometry} from '../../source/panels/geometry.ts';
import {drawPipeLine} from '../../source/panels/pipe-line.ts';

/** A half-full line of ten columns, as text and as painted text. */
function drawHalfFull(flow: Role) {
  const grid = new Grid(10, 1);
  const geometry = {actorRows: 3} as Geometry;
  const line = {row: 0, start: 0, end: 10, isThick: false};
  drawPipeLine(grid, geometry, line, {fillNow: 0.5, high: 0, pile: 'pile', flow});
  return {text: grid.toText()[0], painted: grid.paint(createPaint('dark', 3))[0]};
}

test('a channel whose hand-over limits has a heavy line in the colour of the limit', () => {
  expect(drawHalfFull('limit').text).toBe('━━━━━█████');
  const expected = new Grid(10, 1);
  expected.put(0, 0, '━━━━━', 'limit');
  expected.put(0, 5, '█████', 'pile');
  expect(drawHalfFull('limit').painted).toBe(expected.paint(createPaint('dark', 3))[0]);
});

test('any other channel has a thin line', () => {
  expect(drawHalfFull('flow').text).toBe('─────█████');
});
