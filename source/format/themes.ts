/**
 * Colours by meaning, for dark and light backgrounds and for users who cannot distinguish red from
 * green. Words or shapes repeat everything that a colour shows.
 *
 * The themes use only the sixteen colours that every terminal has. Therefore the colours come from
 * the user's own palette.
 */

/** The values of `--theme`; the first is the default. */
export const themes = ['dark', 'light', 'colour-blind'] as const;
/** One value of `--theme`. */
export type Theme = (typeof themes)[number];

/** The names of the terminal's colours, by meaning. */
export interface Colors {
  readonly title: string;
  readonly good: string;
  readonly notice: string;
  readonly alert: string;
  readonly bar: string;
}

/** The colours of each theme. */
export const themeColors: Readonly<Record<Theme, Colors>> = {
  dark: {title: 'cyan', good: 'green', notice: 'yellow', alert: 'red', bar: 'blue'},
  // Cyan and yellow cannot be read on white.
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
