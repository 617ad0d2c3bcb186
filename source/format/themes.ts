/**
 * Themes: the look of each role, per depth of colour.
 *
 * Ground and text are the terminal's own. Nothing sets a background but inverse chips. With sixteen
 * colours each role names its own of the sixteen, since the nearest to an RGB colour is often
 * unreadable. Quiet text is then dim, never bright black, which vanishes on some grounds.
 */
import type {AreaRole, PlainRole} from './roles.ts';

/** The values of `--theme`; the first is the default. */
export const themeChoices = ['auto', 'dark', 'light', 'colour-blind', 'terminal'] as const;
/** One value of `--theme`. */
export type ThemeChoice = (typeof themeChoices)[number];
/** A theme that has been chosen. */
export type Theme = Exclude<ThemeChoice, 'auto'>;

/**
 * Returns the theme of a choice. `auto` is light if `COLORFGBG` names a light ground. The terminal
 * is not asked, since a late answer would be taken for keys.
 */
export function themeFor(env: NodeJS.ProcessEnv, choice: ThemeChoice): Theme {
  if (choice !== 'auto') return choice;
  const ground = env.COLORFGBG?.split(';').at(-1);
  return ground === '7' || ground === '15' ? 'light' : 'dark';
}

/**
 * The look of a role: its colour as RGB, of 256, and of 16 as an SGR code. Null is the terminal's
 * own colour; `dim` is the terminal's dim text.
 */
export type Look = readonly [
  rgb: string | null,
  of256: number | null,
  of16: number | 'dim' | 'bold' | null,
];

/** The colours of one theme. */
export interface Palette {
  readonly roles: Readonly<Record<PlainRole, Look>>;
  /** The foot and the head of each area as RGB, four of 256 from foot to head, and one of 16. */
  readonly areas: Readonly<
    Record<
      AreaRole,
      {
        readonly foot: string;
        readonly head: string;
        readonly of256: readonly number[];
        readonly of16: number;
      }
    >
  >;
}

const own: Look = [null, null, null];

const dark: Palette = {
  roles: {
    text: own,
    dim: ['#8b95a7', 245, 'dim'],
    frame: ['#525c6e', 240, 'dim'],
    title: ['#dfe6f2', 254, 'bold'],
    key: ['#7cc7ff', 117, 36],
    busy: ['#5fafff', 75, 36],
    wait: ['#6b7688', 242, 'dim'],
    flow: ['#8b95a7', 245, 'dim'],
    pile: ['#9d8cf2', 141, 34],
    mark: ['#dfe6f2', 254, null],
    limit: ['#f0b64f', 215, 33],
    alarm: ['#ff5d6c', 203, 31],
    good: ['#6fdc8c', 78, 32],
    double: ['#5fafff', 75, 34],
    zero: ['#3fd7b0', 43, 32],
    fizz: ['#56c8d8', 80, 36],
    buzz: ['#d18bea', 176, 35],
    fizzbuzz: ['#f2e08b', 222, 33],
    value: ['#8b95a7', 245, null],
  },
  areas: {
    double: {foot: '#1e3f66', head: '#66b2ff', of256: [24, 25, 32, 75], of16: 34},
    zero: {foot: '#145046', head: '#46dcb6', of256: [23, 29, 36, 43], of16: 32},
  },
};

const light: Palette = {
  roles: {
    text: own,
    dim: ['#57606a', 241, 'dim'],
    frame: ['#a0a8b3', 248, 'dim'],
    title: ['#1f2328', 234, 'bold'],
    key: ['#0550ae', 25, 34],
    busy: ['#0969da', 26, 34],
    wait: ['#8c959f', 245, 'dim'],
    flow: ['#6e7781', 243, 'dim'],
    pile: ['#7a4fd0', 98, 34],
    mark: ['#1f2328', 234, null],
    limit: ['#9a5b00', 130, 35],
    alarm: ['#c4162a', 160, 31],
    good: ['#18733a', 28, 32],
    double: ['#0969da', 26, 34],
    zero: ['#0f7d6b', 30, 32],
    fizz: ['#0b7285', 30, 34],
    buzz: ['#9c36b5', 133, 35],
    fizzbuzz: ['#7d5a00', 94, 31],
    value: ['#6e7781', 243, null],
  },
  areas: {
    double: {foot: '#9cc7f7', head: '#0a5cc0', of256: [153, 111, 68, 25], of16: 34},
    zero: {foot: '#93d8c8', head: '#0b6b5c', of256: [152, 115, 36, 29], of16: 32},
  },
};

/** Its colours differ in lightness, for eyes that mix red and green. */
const colourBlind: Palette = {
  roles: {
    text: own,
    dim: ['#98a1ae', 247, 'dim'],
    frame: ['#5b6472', 241, 'dim'],
    title: ['#eef2f8', 255, 'bold'],
    key: ['#8fd0ff', 117, 36],
    busy: ['#56b4e9', 74, 36],
    wait: ['#737d8c', 243, 'dim'],
    flow: ['#98a1ae', 247, 'dim'],
    pile: ['#cc79a7', 175, 35],
    mark: ['#eef2f8', 255, null],
    limit: ['#f0e442', 227, 93],
    alarm: ['#ff7f3f', 208, 35],
    good: ['#56b4e9', 74, 94],
    double: ['#4f9fe0', 74, 34],
    zero: ['#f5c46b', 221, 33],
    fizz: ['#56b4e9', 74, 36],
    buzz: ['#cc79a7', 175, 35],
    fizzbuzz: ['#f0e442', 227, 93],
    value: ['#98a1ae', 247, null],
  },
  areas: {
    double: {foot: '#17456e', head: '#4aa3e8', of256: [24, 25, 31, 74], of16: 34},
    zero: {foot: '#6b4a10', head: '#f7c96f', of256: [94, 136, 178, 221], of16: 33},
  },
};

/** The palettes of the themes. `terminal` has the dark roles, drawn with sixteen colours only. */
export const palettes: Readonly<Record<Theme, Palette>> = {
  dark,
  light,
  'colour-blind': colourBlind,
  terminal: dark,
};
