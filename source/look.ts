/** How things are drawn, as the user asked for it on the command line of any command that draws: colours and symbols. */
import {decimal, type FlagSpecs, type Given, readChoice, refusal} from './arguments.ts';
import {type Symbols, symbolChoices, symbolsFor} from './format/symbols.ts';
import {type Theme, themes} from './format/themes.ts';

export interface Look {
  readonly theme: Theme;
  readonly symbols: Symbols;
  /** Frames a second at most, 1 to 10. */
  readonly framesPerSecondMax: number;
}

export const lookFlags: FlagSpecs = {
  theme: {kind: 'text'},
  symbols: {kind: 'text'},
  fps: {kind: 'text'},
};

/** What is drawn is measured ten times a second. */
const framesPerSecondMost = 10;

/** The lines that tell of them in a command's help. */
export const lookHelp = `    --theme <t>      ${themes.join(' | ')} (${themes[0]})
        --symbols <s>    ${symbolChoices.join(' | ')} (auto: by the locale)
        --fps <n>        frames a second at most, 1 to ${framesPerSecondMost} (${framesPerSecondMost})`;

/**
 * Reads the look.
 * @throws {UsageError} on a theme, symbols or a rate of frames that there are not
 */
export function readLook(given: Given, env: NodeJS.ProcessEnv): Look {
  const theme = readChoice('--theme', given.text('theme') ?? themes[0], themes);
  const choice = readChoice('--symbols', given.text('symbols') ?? 'auto', symbolChoices);
  const symbols = symbolsFor(env, choice);
  return {theme, symbols, framesPerSecondMax: readFps(given.text('fps'))};
}

function readFps(given: string | undefined): number {
  if (given === undefined) return framesPerSecondMost;
  const value = decimal(given);
  if (value >= 1 && value <= framesPerSecondMost) return value;
  throw refusal('--fps', given, `frames a second from 1 to ${framesPerSecondMost}`);
}
