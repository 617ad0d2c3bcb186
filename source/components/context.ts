/** Contexts for drawing: colours by meaning, symbols of the terminal, and columns of a panel. */
import {createContext, useContext} from 'react';
import {type Symbols, unicodeSymbols} from '../format/symbols.ts';
import {type Colors, themeColors} from '../format/themes.ts';

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
export const ColorsContext = createContext<Colors>(themeColors.dark);

/** Returns the colours by meaning. */
export function useColors(): Colors {
  return useContext(ColorsContext);
}
