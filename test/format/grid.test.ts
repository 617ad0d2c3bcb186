import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {widthOf} from '../../source/format/cells.ts';
import {Grid} from '../../source/format/grid.ts';
import {createPaint} from '../../source/format/paint.ts';

const paint = createPaint('dark', 3);

describe('a grid', () => {
  it('holds text where it was put, and clips it at its edges', () => {
    const grid = new Grid(6, 2);
    grid.put(0, 4, 'abc');
    grid.put(1, -1, 'xyz');
    grid.put(2, 0, 'below');
    expect(grid.toText()).toEqual(['    ab', 'yz']);
  });

  it('puts pieces at the right end', () => {
    const grid = new Grid(6, 1);
    expect(grid.right(0, 6, [['a'], ['bc', 'dim']])).toBe(3);
    expect(grid.toText()).toEqual(['   abc']);
  });

  it('shows that a sentence goes on', () => {
    const grid = new Grid(6, 2);
    grid.sentence(0, [['ab'], ['cdef', 'dim']]);
    grid.sentence(1, [['ab'], ['cdefg', 'dim']]);
    expect(grid.toText()).toEqual(['abcdef', 'abcde…']);
  });

  it('keeps a sentence before a column', () => {
    const grid = new Grid(8, 2);
    grid.sentence(0, [['abcd']], 4);
    grid.sentence(1, [['abcdefghi']], 4);
    expect(grid.toText()).toEqual(['abcd', 'abc…']);
  });

  it('paints each change of style once, and blanks in the style before them', () => {
    const grid = new Grid(8, 1);
    grid.put(0, 0, 'ab', 'busy');
    grid.put(0, 2, 'c', 'busy', 'bold');
    grid.put(0, 4, 'd', 'busy');
    grid.put(0, 5, ' e');
    expect(grid.paint(paint)).toEqual([
      '\u001B[38;2;95;175;255mab\u001B[1mc \u001B[22md \u001B[39me',
    ]);
  });

  it('paints the blanks of a chip, which has a ground', () => {
    const grid = new Grid(4, 1);
    grid.put(0, 1, ' a ', 'text', 'chip');
    expect(grid.paint(paint)).toEqual([' \u001B[1m\u001B[7m a \u001B[22m\u001B[27m']);
  });

  it('gives wide characters two columns, and marks none', () => {
    const grid = new Grid(5, 1);
    grid.put(0, 0, 'a日b');
    grid.put(0, 4, 'e\u0301');
    expect(grid.toText()).toEqual(['a日be\u0301']);
    // Half of a wide character that is covered becomes a blank.
    grid.put(0, 2, 'x');
    expect(grid.toText()).toEqual(['a xbe\u0301']);
  });

  it('is never wider than it is, whatever is put on it', () => {
    const text = fc.string({unit: 'grapheme', maxLength: 30});
    fc.assert(
      fc.property(
        text,
        text,
        fc.nat(20),
        fc.integer({min: -5, max: 20}),
        (one, other, columns, at) => {
          const grid = new Grid(columns, 1);
          grid.put(0, 0, one);
          grid.put(0, at, other);
          const [line = ''] = grid.toText();
          expect(widthOf(line)).toBeLessThanOrEqual(columns);
          expect(line).not.toMatch(/\p{Cc}/u);
        },
      ),
    );
  });

  it('of no size shows nothing', () => {
    const grid = new Grid(-1, 0);
    grid.put(0, 0, 'a');
    expect(grid.toText()).toEqual([]);
  });
});

describe('the columns of a character', () => {
  it.each([
    ['█▉▏▁▇▀▄▐▗▝─━│┃╭╮╯╰┢┪┡┩┠├►◄▲▼‹›ˇ·◦↻╌┈┊→×…’éüß｡ｱ✓☃', 1],
    ['日本한中あ\u3000Ａ🚀', 2],
    ['\u0301\u200b\u0007', 0],
  ])('of %s are as many as a terminal gives it', (characters, columns) => {
    for (const character of characters) {
      expect([character, widthOf(character)]).toEqual([character, columns]);
    }
  });
});
