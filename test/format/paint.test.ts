import {describe, expect, it, test} from 'vitest';
import {type ColorLevel, createPaint} from '../../source/format/paint.ts';
import {type Role, roles, styleOf, weights} from '../../source/format/roles.ts';
import {palettes, type Theme, themeFor} from '../../source/format/themes.ts';

const themes = Object.keys(palettes) as Theme[];
const styles = roles.flatMap((role) => weights.map((weight) => styleOf(role, weight)));
const levels: readonly ColorLevel[] = [0, 1, 2, 3];
// biome-ignore lint/suspicious/noControlCharactersInRegex: codes are what is looked for
const codes = /\u001B\[([\d;]+)m/g;
const codesOf = (text: string) => [...text.matchAll(codes)].map(([, code]) => code as string);

describe.each(themes)('the theme %s', (theme) => {
  it.each(levels)('at depth %d has colours of that depth only', (level) => {
    const paint = createPaint(theme, level);
    const depth = theme === 'terminal' ? Math.min(1, level) : level;
    const patterns = [
      /^[127]$/,
      /^([127]|3[1-7]|9[1-7])$/,
      /^([17]|38;5;\d+)$/,
      /^([17]|38;2;[\d;]+)$/,
    ];
    for (const style of styles) {
      for (const code of codesOf(paint.between(0, style))) {
        expect(code).toMatch(patterns[depth] as RegExp);
      }
    }
  });

  it.each([1, 2, 3] as const)('at depth %d tells what is wrong from what is not', (level) => {
    const paint = createPaint(theme, level);
    const start = (role: Role) => paint.between(0, styleOf(role));
    const counters = ['buzz', 'fizzbuzz', 'pile'];
    for (const role of roles.filter((one) => !['alarm', ...counters].includes(one))) {
      expect([role, start(role)]).not.toEqual([role, start('alarm')]);
    }
  });
});

test("plain text is the terminal's own, and nothing sets a ground but chips", () => {
  for (const theme of themes) {
    for (const level of levels) {
      const paint = createPaint(theme, level);
      const starts = styles.map((style) => paint.between(0, style));
      expect(starts[0]).toBe('');
      expect(codesOf(starts.join('')).some((code) => /^4\d|^10\d/.test(code))).toBe(false);
      expect(codesOf(paint.between(0, styleOf('good', 'chip')))).toContain('7');
      expect(paint.showsBlanks(styleOf('good', 'chip'))).toBe(true);
      expect(paint.showsBlanks(styleOf('good', 'bold'))).toBe(false);
    }
  }
});

test('from any style to any other, the codes leave what the other has', () => {
  const paint = createPaint('dark', 3);
  const kinds = new Map([
    ['1', 'attribute'],
    ['2', 'attribute'],
    ['22', 'attribute'],
    ['7', 'inverse'],
    ['27', 'inverse'],
  ]);
  const apply = (codes: string, state: Readonly<Record<string, string>>) => {
    const next = {...state};
    for (const code of codesOf(codes)) {
      next[kinds.get(code) ?? 'color'] = ['22', '27', '39'].includes(code) ? '' : code;
    }
    return next;
  };
  const plain = {attribute: '', inverse: '', color: ''};
  const stateOf = (style: number) => apply(paint.between(0, style), plain);
  const wrong = styles.flatMap((from) =>
    styles
      .filter((to) => {
        const state = apply(paint.between(from, to), stateOf(from));
        return JSON.stringify(state) !== JSON.stringify(stateOf(to));
      })
      .map((to) => [from, to]),
  );
  expect(wrong).toEqual([]);
});

/** The relative luminance of WCAG. */
function luminance(rgb: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((channel) =>
    channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [less, more] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [
    number,
    number,
  ];
  return (more + 0.05) / (less + 0.05);
}

test.each([
  ['dark', ['#000000', '#1e1e2e']],
  ['colour-blind', ['#000000', '#1e1e2e']],
  ['light', ['#ffffff', '#fdf6e3']],
] as const)(
  'all that carries text in the theme %s can be read on common grounds',
  (theme, grounds) => {
    const ornaments = ['wait', 'frame', 'flow', 'value'];
    for (const [role, [rgb]] of Object.entries(palettes[theme].roles)) {
      if (rgb === null) continue;
      for (const ground of grounds) {
        const least = ornaments.includes(role) ? 2 : 4.5;
        expect([role, contrast(rgb, ground) >= least]).toEqual([role, true]);
      }
    }
  },
);

test('auto is light where COLORFGBG names a light ground, and dark otherwise', () => {
  const chosen = (ground?: string) =>
    themeFor(ground === undefined ? {} : {COLORFGBG: ground}, 'auto');
  expect(['0;15', '0;7', '15;0', '0;default;15', undefined].map(chosen)).toEqual([
    'light',
    'light',
    'dark',
    'light',
    'dark',
  ]);
  expect(themeFor({COLORFGBG: '0;15'}, 'terminal')).toBe('terminal');
});
