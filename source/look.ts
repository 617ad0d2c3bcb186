/** How things are drawn, as the user asked for it on the command line of any command that draws: colours and symbols. */
import {type FlagSpecs, type Given, readChoice} from './arguments.ts';
import {type Symbols, symbolChoices, symbolsFor} from './format/symbols.ts';
import {type Theme, themes} from './format/themes.ts';

export interface Look {
  readonly theme: Theme;
  readonly symbols: Symbols;
}

export const lookFlags: FlagSpecs = {theme: {kind: 'text'}, symbols: {kind: 'text'}};

/** The lines that tell of them in a command's help. */
export const lookHelp = `    --theme <t>      ${themes.join(' | ')} (${themes[0]})
        --symbols <s>    ${symbolChoices.join(' | ')} (auto: by the locale)`;

/**
 * Reads the look.
 * @throws {UsageError} on a theme or symbols that there are not
 */
export function readLook(given: Given, env: NodeJS.ProcessEnv): Look {
  const theme = readChoice('--theme', given.text('theme') ?? themes[0], themes);
  const choice = readChoice('--symbols', given.text('symbols') ?? 'auto', symbolChoices);
  return {theme, symbols: symbolsFor(env, choice)};
}
