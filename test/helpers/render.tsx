/** What components print, line by line, without colour codes. */
import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import type {ReactNode} from 'react';
import {Screen} from '../../source/components/app.tsx';
import {ColumnsContext, SymbolsContext} from '../../source/components/context.ts';
import {type Symbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {selectBindings} from '../../source/monitor/keymap.ts';
import {computeLayout} from '../../source/monitor/layout.ts';
import {runKeymap} from '../../source/monitor/run-keymap.ts';
import {createMonitorState, type MonitorState, reduceMonitor} from '../../source/monitor/state.ts';
import {createStore} from '../../source/monitor/store.ts';
import {fakeEngine} from './fake-engine.ts';
import {fixedSnapshot} from './snapshot.ts';

const engine = fakeEngine(fixedSnapshot());
const keymap = runKeymap(engine)(
  createStore(createMonitorState(engine.getSnapshot()), reduceMonitor),
  {saveScreen() {}, showNotice() {}},
);

/** The keys of a run of this program. */
export const keys = keymap.normal;

export function linesOf(node: ReactNode, columns: number, symbols: Symbols = unicodeSymbols) {
  const element = (
    <ColumnsContext value={columns}>
      <SymbolsContext value={symbols}>{node}</SymbolsContext>
    </ColumnsContext>
  );
  return stripVTControlCharacters(renderToString(element, {columns})).split('\n');
}

/** The whole screen of a terminal of so many columns and rows. */
export function screenLines(
  state: MonitorState,
  columns: number,
  rows: number,
  symbols: Symbols = unicodeSymbols,
) {
  return linesOf(
    <Screen
      state={state}
      keys={selectBindings(keymap, state)}
      layout={computeLayout(columns, rows, state.displayed.snapshot)}
    />,
    columns,
    symbols,
  );
}

/** Columns that a line takes; each of our characters takes one. */
export function widthOf(line: string): number {
  return [...line].length;
}

/** Columns of the widest line. */
export function widestOf(lines: readonly string[]): number {
  return Math.max(...lines.map(widthOf));
}
