/** The look: colours by meaning, and the symbols that the terminal can show. */
import {createContext, useContext} from 'react';
import type {RunState} from '../engine/index.ts';
import {type Symbols, unicodeSymbols} from '../format/symbols.ts';
import {type Colours, coloursOf} from '../format/themes.ts';

/** What each state looks like. */
export function stateColour(state: RunState, colours: Colours): string {
  if (state === 'failed') return colours.alert;
  return state === 'running' || state === 'stopped' ? colours.good : colours.notice;
}

/** Above these shares of average fill a channel is called full, and nearly so. */
const alertFill = 0.9;
const noticeFill = 0.6;

/** The alert of an average fill (0 to 1), as a colour and as a word. */
export function fillLevel(fill: number, colours: Colours): {colour: string; word: string} {
  if (fill > alertFill) return {colour: colours.alert, word: 'full'};
  if (fill > noticeFill) return {colour: colours.notice, word: 'high'};
  return {colour: colours.bar, word: 'ok'};
}

/** Columns of the panel that a line stands in. */
export const ColumnsContext = createContext(Number.POSITIVE_INFINITY);

export function useColumns(): number {
  return useContext(ColumnsContext);
}

export const SymbolsContext = createContext<Symbols>(unicodeSymbols);

export function useSymbols(): Symbols {
  return useContext(SymbolsContext);
}

export const ColoursContext = createContext<Colours>(coloursOf.dark);

export function useColours(): Colours {
  return useContext(ColoursContext);
}
