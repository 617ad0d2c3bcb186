/** Contexts for drawing: colours by meaning, symbols of the terminal, and columns of a panel. */
import {createContext, useContext} from 'react';
import type {RunState} from '../engine/index.ts';
import {type Symbols, unicodeSymbols} from '../format/symbols.ts';
import {type Colours, coloursOf} from '../format/themes.ts';

/** Returns the colour of a state of the run. */
export function stateColour(state: RunState, colours: Colours): string {
  if (state === 'failed') return colours.alert;
  return state === 'running' || state === 'stopped' ? colours.good : colours.notice;
}

/** A channel above this average fill is shown as `full`. */
const alertFill = 0.9;
/** A channel above this average fill is shown as `high`. */
const noticeFill = 0.6;

/** Returns the alert level of an average fill (0 to 1), as a colour and as a word. */
export function fillLevel(fill: number, colours: Colours): {colour: string; word: string} {
  if (fill > alertFill) return {colour: colours.alert, word: 'full'};
  if (fill > noticeFill) return {colour: colours.notice, word: 'high'};
  return {colour: colours.bar, word: 'ok'};
}

/** The columns of the panel around a line. Unlimited outside a panel. */
export const ColumnsContext = createContext(Number.POSITIVE_INFINITY);

/** Returns the columns of the panel around the component. */
export function useColumns(): number {
  return useContext(ColumnsContext);
}

/** The symbols that the terminal can show. Unicode by default. */
export const SymbolsContext = createContext<Symbols>(unicodeSymbols);

/** Returns the symbols that the terminal can show. */
export function useSymbols(): Symbols {
  return useContext(SymbolsContext);
}

/** The colours by meaning. The dark theme by default. */
export const ColoursContext = createContext<Colours>(coloursOf.dark);

/** Returns the colours by meaning. */
export function useColours(): Colours {
  return useContext(ColoursContext);
}
