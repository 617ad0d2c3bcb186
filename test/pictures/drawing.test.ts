// From what a terminal shows to the SVG of it.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import headless from '@xterm/headless';
import {describe, expect, it} from 'vitest';
import {readScreen, type Screen} from '../../pictures/cells.ts';
import {drawFilm} from '../../pictures/film.ts';
import {schemes, toPaletteColour} from '../../pictures/scheme.ts';
import {cellWidth, toShape} from '../../pictures/shapes.ts';
import {drawStill} from '../../pictures/window.ts';

const scheme = schemes.dark;
const size = {columns: 12, rows: 2};
const options = {...size, scheme, title: 'a <title>', description: 'a & b'};
const screensFolder = path.resolve(import.meta.dirname, '../fixtures/screens');

async function show(text: string, isCursorShown = false): Promise<Screen> {
  const terminal = new headless.Terminal({...toXterm(size), allowProposedApi: true});
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  return readScreen(terminal.buffer.active, {...size, scheme, isCursorShown});
}

function toXterm({columns, rows}: typeof size) {
  return {cols: columns, rows};
}

describe('cells', () => {
  it('have the colours of all depths', async () => {
    const [row = []] = await show('\u001B[38;2;1;2;3ma\u001B[38;5;196mb\u001B[31mc\u001B[0;1md');
    expect(row.slice(0, 4).map(({text, ink, isBold}) => [text, ink, isBold])).toEqual([
      ['a', '#010203', false],
      ['b', '#ff0000', false],
      ['c', scheme.sixteen[1], false],
      ['d', scheme.ink, true],
    ]);
    expect(toPaletteColour(255, scheme)).toBe('#eeeeee');
  });

  it('swap their colours when inverse, and under the cursor', async () => {
    const [row = []] = await show('\u001B[7;31ma\u001B[0mb', true);
    expect(row[0]).toMatchObject({ink: scheme.ground, ground: scheme.sixteen[1]});
    expect(row[1]).toMatchObject({text: 'b', ground: undefined});
    expect(row[2]).toMatchObject({text: ' ', ink: scheme.ground, ground: scheme.ink});
  });
});

describe('a picture', () => {
  it('has texts as long as their cells, in pieces of one colour', async () => {
    const svg = drawStill(await show('one two  \u001B[31m<&>'), options);
    const texts = [...svg.matchAll(/<text class="c\w+" x="(\d+)" y="[\d.]+" textLength="(\d+)">/g)];
    expect(texts.map(([, x, length]) => [Number(x), Number(length)])).toEqual([
      [0, 7 * cellWidth],
      [9 * cellWidth, 3 * cellWidth],
    ]);
    expect(svg).toContain('>one two</text>');
    expect(svg).toContain('>&lt;&amp;&gt;</text>');
    expect(svg).toContain('>a &lt;title&gt;</text>');
    expect(svg).toContain('aria-label="a &amp; b"');
  });

  it('draws blocks and lines as shapes, a run of them as one', async () => {
    const svg = drawStill(await show('███───'), options);
    const [, screen = ''] = /<svg x=[^>]*>\n([\s\S]*?)<\/svg>/.exec(svg) ?? [];
    expect(screen).not.toContain('<text');
    expect([...screen.matchAll(/<path/g)]).toHaveLength(2);
    expect(screen).toContain(`M0 0h${3 * cellWidth}`);
  });

  it('has a shape for every block and line on the screens of the program', () => {
    const texts = readdirSync(screensFolder).map((name) =>
      readFileSync(path.join(screensFolder, name), 'utf8'),
    );
    const characters = new Set(texts.join('').match(/[\u2500-\u259F]/g));
    expect(characters.size).toBeGreaterThan(30);
    const run = {x: 0, y: 0, cells: 1};
    expect([...characters].filter((character) => toShape(character, run) === undefined)).toEqual(
      [],
    );
  });
});

describe('a film', () => {
  it('moves only the rows that change, each between its states', async () => {
    const [first, second] = [await show('still\r\none'), await show('still\r\ntwo')];
    const svg = drawFilm(
      {
        frames: [
          {atMs: 0, screen: first},
          {atMs: 250, screen: second},
          {atMs: 750, screen: first},
        ],
        presses: [{atMs: 500, key: 'z', effect: 'zero-copy'}],
        durationMs: 1_000,
        stillAtMs: 600,
      },
      options,
    );
    expect([...svg.matchAll(/still/g)]).toHaveLength(1);
    expect([...svg.matchAll(/>(one|two)</g)]).toHaveLength(2);
    expect(svg).not.toContain('@keyframes r0');
    const width = (size.columns + 1) * cellWidth;
    expect(svg).toContain(
      `@keyframes r1{0%{transform:translateX(0px)}25%{transform:translateX(-${width}px)}` +
        '75%{transform:translateX(0px)}}',
    );
    expect(svg).toContain('50%{visibility:visible}');
    expect(svg).toContain('animation-delay:-600ms');
  });
});
