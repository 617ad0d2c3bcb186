/** The look: colours by meaning, and the symbols that the terminal can show. */
import {createContext, useContext} from 'react';
import type {RunState} from '../engine/index.ts';
import {type Symbols, unicodeSymbols} from '../format/symbols.ts';

/** Colours by meaning; whatever they say is also said in words or shape. */
export const colours = {
  title: 'cyan',
  good: 'green',
  notice: 'yellow',
  alert: 'red',
  bar: 'blue',
} as const;

export const stateColours: Record<RunState, string> = {
  starting: colours.notice,
  running: colours.good,
  paused: colours.notice,
  draining: colours.notice,
  stopped: colours.good,
  failed: colours.alert,
};

/** Above these shares of average fill a channel is called full, and nearly so. */
const alertFill = 0.9;
const noticeFill = 0.6;

/** The alert of an average fill (0 to 1), as a colour and as a word. */
export function fillAlert(fill: number): {colour: string; word: string} {
  if (fill > alertFill) return {colour: colours.alert, word: 'full'};
  if (fill > noticeFill) return {colour: colours.notice, word: 'high'};
  return {colour: colours.bar, word: 'ok'};
}

export const SymbolsContext = createContext<Symbols>(unicodeSymbols);

export function useSymbols(): Symbols {
  return useContext(SymbolsContext);
}
