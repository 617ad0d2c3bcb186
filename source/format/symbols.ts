/** The characters for drawing, in Unicode and in plain ASCII. */

import type {PlotConfig} from 'asciichart';

/** A set of characters for drawing. */
export interface Symbols {
  /** False if the picture is converted to ASCII, with `toAsciiCell`. */
  readonly isUnicode: boolean;
  readonly barFull: string;
  readonly barEmpty: string;
  /** The high-water mark within a bar. */
  readonly mark: string;
  /** From lowest to highest. */
  readonly spark: string;
  /** From least to greatest, for maps. */
  readonly shades: string;
  readonly rule: string;
  readonly arrow: string;
  /** The pointer to the right of the selected item. */
  readonly pointer: string;
  readonly dash: string;
  readonly joint: string;
  /** The vertical line in a chart where the settings changed. */
  readonly change: string;
  /** True if charts are drawn with braille dots. */
  readonly isBraille: boolean;
  /** The ten symbols of asciichart: axis start, axis, ends, horizontal, curves, vertical. */
  readonly chart: PlotConfig['symbols'];
}

/** Unicode block characters. */
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

/** ASCII characters only. */
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

/** Unicode block characters, with charts and sparklines of braille dots. */
export const brailleSymbols: Symbols = {...unicodeSymbols, isBraille: true, spark: '⣀⣤⣶⣿'};

/** The values of `--symbols`. */
export const symbolChoices = ['auto', 'braille', 'block', 'ascii'] as const;
/** One value of `--symbols`. */
export type SymbolChoice = (typeof symbolChoices)[number];

const symbolSets = {braille: brailleSymbols, block: unicodeSymbols, ascii: asciiSymbols} as const;

/**
 * Returns the chosen symbols. `auto` selects Unicode if the locale contains UTF-8. The first of the
 * variables LC_ALL, LC_CTYPE and LANG that is set decides, as in POSIX.
 */
export function symbolsFor(env: NodeJS.ProcessEnv, choice: SymbolChoice = 'auto'): Symbols {
  if (choice !== 'auto') return symbolSets[choice];
  // The console of Linux has neither eighths nor round corners in its font.
  if (env.TERM === 'linux') return asciiSymbols;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale) ? unicodeSymbols : asciiSymbols;
}

/** Characters of the picture and of texts, and the ASCII characters that replace them, one each. */
const asciiCells = new Map<string, string>([
  ...[...'┌┬┐├┼┤└┴┘╭╮╰╯┢┪┡┩'].map((corner) => [corner, '+'] as const),
  ...[...'┏┓┗┛┃┠━'].map((heavy) => [heavy, heavy === '━' ? '=' : '#'] as const),
  ...[...'█▉▊▋▌▐▄▀▗▝'].map((block) => [block, '#'] as const),
  ...[...'▍▎▏│╷┊'].map((line) => [line, '|'] as const),
  ...[...'─╌'].map((line) => [line, '-'] as const),
  ...[...'┈·…◦'].map((dot) => [dot, '.'] as const),
  ...[...'▁▂▃'].map((level) => [level, '_'] as const),
  ...[...'▅▆▇'].map((level) => [level, '='] as const),
  ['►', '>'],
  ['◄', '<'],
  ['▲', '^'],
  ['▼', 'v'],
  ['‹', '<'],
  ['›', '>'],
  ['ˇ', 'v'],
  ['→', '>'],
  ['←', '<'],
  ['↑', '^'],
  ['↓', 'v'],
  ['↻', '*'],
  ['×', 'x'],
  ['’', "'"],
]);

/** Converts one character of a picture to ASCII; any other character to a question mark. */
export function toAsciiCell(character: string): string {
  if (character <= '~') return character;
  return asciiCells.get(character) ?? '?';
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
  ['×', 'x'],
]);

/** Converts `text` to the characters that the terminal supports. */
export function toDisplayText(text: string, symbols: Symbols): string {
  return symbols.isUnicode ? text : toAscii(text);
}

/** Converts text for terminals that support ASCII only. */
export function toAscii(text: string): string {
  return [...text].map((character) => ascii.get(character) ?? character).join('');
}
