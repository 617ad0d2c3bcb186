import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {
  asciiSymbols,
  brailleSymbols,
  type Symbols,
  symbolsFor,
  toAscii,
  unicodeSymbols,
} from '../../source/format/symbols.ts';

describe('the locale', () => {
  it.each(['en_US.UTF-8', 'de_DE.utf8', 'C.UTF-8', 'UTF-8'])('%s gets Unicode', (locale) => {
    expect(symbolsFor({LANG: locale})).toBe(unicodeSymbols);
  });

  it.each(['C', 'POSIX', 'en_US.ISO-8859-1', ''])('"%s" gets ASCII', (locale) => {
    expect(symbolsFor({LANG: locale})).toBe(asciiSymbols);
  });

  it('that nobody set gets ASCII', () => {
    expect(symbolsFor({})).toBe(asciiSymbols);
  });

  it('of LC_ALL goes before LC_CTYPE, and that before LANG', () => {
    expect(symbolsFor({LC_ALL: 'C', LC_CTYPE: 'C.UTF-8', LANG: 'C.UTF-8'})).toBe(asciiSymbols);
    expect(symbolsFor({LC_CTYPE: 'C.UTF-8', LANG: 'C'})).toBe(unicodeSymbols);
  });

  it('of an empty variable does not count', () => {
    expect(symbolsFor({LC_ALL: '', LC_CTYPE: '', LANG: 'C.UTF-8'})).toBe(unicodeSymbols);
  });
});

describe('symbols', () => {
  const texts = ({isUnicode: _, chart, ...rest}: Symbols) => [
    ...Object.values(rest),
    ...(chart ?? []),
  ];

  it('in ASCII are ASCII', () => {
    expect(texts(asciiSymbols).join('')).toMatch(/^[ -~]+$/);
  });

  it('of bars and rules take one column, or widths would be wrong', () => {
    for (const symbols of [unicodeSymbols, asciiSymbols]) {
      const {barFull, barEmpty, mark, rule, arrow, dash, joint, chart} = symbols;
      for (const symbol of [barFull, barEmpty, mark, rule, arrow, dash, joint, ...(chart ?? [])]) {
        expect(symbol).toHaveLength(1);
      }
    }
  });

  it('tell a filled cell, an empty one and the mark apart', () => {
    for (const {barFull, barEmpty, mark} of [unicodeSymbols, asciiSymbols]) {
      expect(new Set([barFull, barEmpty, mark]).size).toBe(3);
    }
  });

  it('of sparklines differ at each step', () => {
    for (const {spark} of [unicodeSymbols, asciiSymbols]) {
      expect(new Set(spark).size).toBe(8);
    }
  });
});

describe('text for ASCII terminals', () => {
  it('has plain lines for tables, arrows and dots', () => {
    expect(toAscii('┌─┬─┐ │a → b…│ └─┴─┘')).toBe('+-+-+ |a -> b...| +-+-+');
  });

  it('that is ASCII already stays as it is', () => {
    fc.assert(fc.property(fc.string({unit: 'grapheme-ascii'}), (text) => toAscii(text) === text));
  });
});

test.each([
  ['braille', brailleSymbols],
  ['block', unicodeSymbols],
  ['ascii', asciiSymbols],
] as const)('%s is what was chosen, whatever the locale', (choice, symbols) => {
  expect(symbolsFor({LANG: 'C'}, choice)).toBe(symbols);
  expect(symbolsFor({LANG: 'C.UTF-8'}, choice)).toBe(symbols);
});
