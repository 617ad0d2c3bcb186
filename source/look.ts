import {decimal, type FlagSpecs, type Given, readChoice, refusal} from './arguments.ts';
import {type Symbols, symbolChoices, symbolsFor} from './format/symbols.ts';
import {type Theme, themes} from './format/themes.ts';

/**
 * The look that the command line selects: colours, symbols and the frame rate. Every command that
 * draws has these options.
 */
export interface Look {
  readonly theme: Theme;
  readonly symbols: Symbols;
  /** The greatest number of frames per second, 1 to 10. */
  readonly framesPerSecondMax: number;
}

/** The flags of the look. */
export const lookFlags: FlagSpecs = {
  theme: {kind: 'text'},
  symbols: {kind: 'text'},
  fps: {kind: 'text'},
};

/** The sampler takes ten readings per second, so more frames would show nothing new. */
const framesPerSecondMost = 10;

/** The lines about the look in a command's help. */
export const lookHelp = `    --theme <t>      ${themes.join(' | ')} (${themes[0]})
        --symbols <s>    ${symbolChoices.join(' | ')} (auto: by the locale)
        --fps <n>        frames a second at most, 1 to ${framesPerSecondMost} (${framesPerSecondMost})`;

/**
 * Parses the flags of the look.
 * @throws {UsageError} on an unknown theme, unknown symbols or a frame rate out of range
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
