/**
 * Colours by meaning, for dark and light grounds and for eyes that do not tell red from green. Whatever they say is also said in words or shape.
 *
 * Only the sixteen colours that every terminal has, so that they are those of the user's own palette.
 */

export const themes = ['dark', 'light', 'colour-blind'] as const;
export type Theme = (typeof themes)[number];

export interface Colours {
  readonly title: string;
  readonly good: string;
  readonly notice: string;
  readonly alert: string;
  readonly bar: string;
}

export const coloursOf: Readonly<Record<Theme, Colours>> = {
  dark: {title: 'cyan', good: 'green', notice: 'yellow', alert: 'red', bar: 'blue'},
  // Cyan and yellow can not be read on white.
  light: {title: 'blue', good: 'green', notice: 'magenta', alert: 'red', bar: 'blue'},
  // Blue, yellow and magenta differ in lightness, too.
  'colour-blind': {
    title: 'cyan',
    good: 'blueBright',
    notice: 'yellowBright',
    alert: 'magenta',
    bar: 'blue',
  },
};
