import {expect, test} from 'vitest';
import {Channels, fillColors} from '../../source/components/channels.tsx';
import {fillLevel} from '../../source/format/fill.ts';
import {themeColors, themes} from '../../source/format/themes.ts';
import {linesOf, widestOf} from '../helpers/render.tsx';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const {channels} = fixedSnapshot();

test('each channel has a line under the heading, in the order of the pipeline', () => {
  const lines = linesOf(<Channels channels={channels} columns={80} />, 80);
  expect(lines.map((line) => line.split(/ +/)[0])).toEqual(['─', 'values', 'results', 'beats']);
});

test('a bar is filled to the fill, and marked at the highest there ever was', () => {
  // 80 columns leave 40 for the bar: half of it filled, the mark at three quarters, which is its
  // 30th cell.
  const results = linesOf(<Channels channels={channels} columns={80} />, 80)[2];
  expect(results).toContain(`${'█'.repeat(20)}${'░'.repeat(9)}┃${'░'.repeat(10)}`);
  expect(results).toMatch(/50 % ok .*high {2}75 % of 1\.05 M$/);
});

test('a full channel is called full, not only coloured', () => {
  const values = linesOf(<Channels channels={channels} columns={80} />, 80)[1];
  expect(values).toMatch(/100 % full/);
});

test.each([
  [0, 'ok'],
  [0.6, 'ok'],
  [0.61, 'high'],
  [0.9, 'high'],
  [0.91, 'full'],
  [1, 'full'],
])('a fill of %d is %s', (fill, word) => {
  expect(fillLevel(fill)).toBe(word);
});

test.each(themes)('each kind of fill has a colour of its own in the theme %s', (theme) => {
  const colors = Object.values(fillColors).map((meaning) => themeColors[theme][meaning]);
  expect(new Set(colors).size).toBe(3);
});

test('lines keep their width whatever the fill', () => {
  const widthAt = (fillNow: number) => {
    const changed = channels.map((channel) => ({...channel, fillNow}));
    const lines = linesOf(<Channels channels={changed} columns={80} />, 80).slice(1);
    return lines.map((line) => line.length);
  };
  expect(widthAt(0.05)).toEqual(widthAt(1));
});

test('a narrow screen goes without bars, not without numbers', () => {
  const lines = linesOf(<Channels channels={channels} columns={40} />, 40);
  expect(widestOf(lines)).toBe(40);
  expect(lines[1]).toMatch(/^values .*100 % full/);
});
