/** The characters that pictures are drawn with, in Unicode and in plain ASCII. */

import type {PlotConfig} from 'asciichart';

export interface Symbols {
  readonly isUnicode: boolean;
  readonly barFull: string;
  readonly barEmpty: string;
  /** High-water mark within a bar. */
  readonly mark: string;
  /** From lowest to highest. */
  readonly spark: string;
  /** From least to greatest, for maps. */
  readonly shades: string;
  readonly rule: string;
  readonly arrow: string;
  /** Points at what is selected, to its left. */
  readonly pointer: string;
  readonly dash: string;
  readonly joint: string;
  /** An upright line in a chart where something changed. */
  readonly change: string;
  /** Charts are drawn with dots. */
  readonly isBraille: boolean;
  /** asciichart's ten: axis start, axis, ends, horizontal, curves, vertical. */
  readonly chart: PlotConfig['symbols'];
}

export const unicodeSymbols: Symbols = {
  isUnicode: true,
  barFull: '█',
  barEmpty: '░',
  mark: '┃',
  spark: '▁▂▃▄▅▆▇█',
  shades: ' ░▒▓█',
  rule: '─',
  arrow: '▶',
  pointer: '◀',
  dash: '─',
  joint: '╯',
  change: '┊',
  isBraille: false,
  chart: ['┼', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'],
};

export const asciiSymbols: Symbols = {
  isUnicode: false,
  barFull: '#',
  barEmpty: '.',
  mark: '|',
  spark: '_.,-~=^#',
  shades: ' .:o#',
  rule: '-',
  arrow: '>',
  pointer: '<',
  dash: '-',
  joint: "'",
  change: ':',
  isBraille: false,
  chart: ['+', '|', '-', '-', '-', '\\', '/', '\\', '/', '|'],
};

export const brailleSymbols: Symbols = {...unicodeSymbols, isBraille: true, spark: '⣀⣤⣶⣿'};

export const symbolChoices = ['auto', 'braille', 'block', 'ascii'] as const;
export type SymbolChoice = (typeof symbolChoices)[number];

const chosen = {braille: brailleSymbols, block: unicodeSymbols, ascii: asciiSymbols} as const;

/**
 * The symbols that were chosen. Without a choice: Unicode where the locale says UTF-8; the first of the three variables that
 * is set decides, as in POSIX.
 */
export function symbolsFor(env: NodeJS.ProcessEnv, choice: SymbolChoice = 'auto'): Symbols {
  if (choice !== 'auto') return chosen[choice];
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale) ? unicodeSymbols : asciiSymbols;
}

const ascii = new Map([
  ...[...'┌┬┐├┼┤└┴┘'].map((corner) => [corner, '+'] as const),
  ['─', '-'],
  ['│', '|'],
  ['→', '->'],
  ['←', '<-'],
  ['↑', 'Up '],
  ['↓', 'Down'],
  ['·', '|'],
  ['…', '...'],
]);

/** Text as the terminal can show it. */
export function spell(text: string, symbols: Symbols): string {
  return symbols.isUnicode ? text : toAscii(text);
}

/** Text for terminals that know ASCII only. */
export function toAscii(text: string): string {
  return [...text].map((character) => ascii.get(character) ?? character).join('');
}
