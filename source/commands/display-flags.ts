import {symbolChoices, symbolsFor} from '../format/symbols.ts';
import {themeChoices, themeFor} from '../format/themes.ts';
import type {DisplayOptions} from '../monitor/display-options.ts';
import {choiceFlag, type FlagValues, valueFlag} from './flags.ts';
import {decimal} from './parsers.ts';

/** The sampler takes ten readings per second, so more frames would show nothing new. */
const framesMost = 10;

/** The flags of every command that draws: colours, symbols and the frame rate. */
export const displayFlags = {
  theme: choiceFlag('<t>', themeChoices, 'auto: by COLORFGBG'),
  symbols: choiceFlag('<s>', symbolChoices, 'auto: by the locale'),
  fps: valueFlag(
    '<n>',
    `frames a second at most, 1 to ${framesMost} (${framesMost})`,
    decimal(`frames a second from 1 to ${framesMost}`, (fps) => fps >= 1 && fps <= framesMost),
    framesMost,
  ),
};

/** Converts the values of the display flags. `env` selects the theme and the symbols for
 * `auto`. */
export function toDisplayOptions(
  {theme, symbols, fps}: FlagValues<typeof displayFlags>,
  env: NodeJS.ProcessEnv,
): DisplayOptions {
  return {theme: themeFor(env, theme), symbols: symbolsFor(env, symbols), framesPerSecondMax: fps};
}
