import {symbolChoices, symbolsFor} from '../format/symbols.ts';
import {themeChoices, themeFor} from '../format/themes.ts';
import type {DisplayOptions} from '../monitor/display-options.ts';
import {choiceFlag, type FlagValues, switchFlag, valueFlag} from './flags.ts';
import {decimal} from './parsers.ts';

/** The sampler takes ten readings per second, so more frames would show nothing new. */
const framesMost = 10;

/** The flags of every command that draws and ends with a summary. */
export const displayFlags = {
  theme: choiceFlag('<t>', themeChoices),
  symbols: choiceFlag('<s>', symbolChoices, 'auto: by the locale'),
  fps: valueFlag(
    '<n>',
    `frames a second at most, 1 to ${framesMost} (${framesMost})`,
    decimal(`frames a second from 1 to ${framesMost}`, (fps) => fps >= 1 && fps <= framesMost),
    framesMost,
  ),
  details: switchFlag('all tables at the end, not only the essentials'),
};

/** Converts the values of the display flags. `env` selects the theme and symbols of `auto`. */
export function toDisplayOptions(
  {theme, symbols, fps, details}: FlagValues<typeof displayFlags>,
  env: NodeJS.ProcessEnv,
): DisplayOptions {
  return {
    theme: themeFor(env, theme),
    symbols: symbolsFor(env, symbols),
    framesPerSecondMax: fps,
    isDetailed: details,
  };
}
