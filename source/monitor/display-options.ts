import type {Symbols} from '../format/symbols.ts';
import type {Theme} from '../format/themes.ts';

/** The user's choices for the screen and the summary. */
export interface DisplayOptions {
  readonly symbols: Symbols;
  readonly theme: Theme;
  /** Greatest number of frames per second, 1 to 10. */
  readonly framesPerSecondMax: number;
  /** The summary at the end has all tables. */
  readonly isDetailed: boolean;
}
