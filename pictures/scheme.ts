/** Colours of the terminal window that the pictures show, dark and light, as `#rrggbb`. */

/** What a terminal brings: its ground, its ink, and the sixteen colours of its palette. */
export interface Scheme {
  readonly name: 'dark' | 'light';
  readonly ground: string;
  readonly ink: string;
  /** The title bar, its text, and the border of the window. */
  readonly bar: string;
  readonly title: string;
  readonly border: string;
  readonly sixteen: readonly string[];
}

/** The schemes by name. Grounds and borders fit the two grounds of GitHub. */
export const schemes: Readonly<Record<Scheme['name'], Scheme>> = {
  dark: {
    name: 'dark',
    ground: '#0f1319',
    ink: '#d5dbe3',
    bar: '#1a2028',
    title: '#8b95a3',
    border: '#2f3742',
    sixteen: [
      ...['#20262e', '#ff5d6c', '#6fdc8c', '#f0b64f', '#5fafff', '#d18bea', '#56c8d8', '#c3cad3'],
      ...['#6b7685', '#ff8792', '#94e8aa', '#f6cd84', '#8cc6ff', '#e0aef2', '#86dbe6', '#ffffff'],
    ],
  },
  light: {
    name: 'light',
    ground: '#ffffff',
    ink: '#1f2328',
    bar: '#f3f5f8',
    title: '#59636e',
    border: '#d1d9e0',
    sixteen: [
      ...['#1f2328', '#c4162a', '#18733a', '#9a5b00', '#0969da', '#9c36b5', '#0b7285', '#59636e'],
      ...['#6e7781', '#e5344a', '#2a9a52', '#bf7a14', '#3d8bec', '#b95fce', '#2a94a8', '#ffffff'],
    ],
  },
};

/** Levels of a channel in the 6 × 6 × 6 cube of the 256 colours. */
const cubeLevels = [0, 95, 135, 175, 215, 255];

/** Returns the colour of an index of the 256, 0 to 255. */
export function toPaletteColour(index: number, scheme: Scheme): string {
  const own = scheme.sixteen[index];
  if (own !== undefined) return own;
  if (index >= 232) return toHex(Array.from({length: 3}, () => 8 + (index - 232) * 10));
  const cell = index - 16;
  const steps = [Math.floor(cell / 36), Math.floor(cell / 6) % 6, cell % 6];
  return toHex(steps.map((step) => cubeLevels[step] ?? 0));
}

/** Returns `#rrggbb` of a number `0xrrggbb`. */
export function toRgbColour(value: number): string {
  return `#${value.toString(16).padStart(6, '0')}`;
}

/** Mixes two colours: `share` of the first, 0 to 1, and the rest of the second. */
export function mixColours(first: string, second: string, share: number): string {
  const [from, to] = [toChannels(first), toChannels(second)];
  return toHex(from.map((value, index) => value * share + (to[index] ?? 0) * (1 - share)));
}

function toChannels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function toHex(channels: readonly number[]): string {
  return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}
