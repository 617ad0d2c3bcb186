/** What components print, line by line, without colour codes. */
import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import type {ReactNode} from 'react';
import {Screen} from '../../source/components/app.tsx';
import {arrange} from '../../source/components/arrange.ts';
import {ColumnsContext, SymbolsContext} from '../../source/components/look.ts';
import {type Symbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {controlsOf} from '../../source/interfaces/controls.ts';
import {liveKeys} from '../../source/interfaces/live-keys.ts';
import {type MonitorState, reduceMonitor, startMonitor} from '../../source/store/monitor.ts';
import {createStore} from '../../source/store/store.ts';
import {fakeEngine} from './fake-engine.ts';
import {fixedSnapshot} from './snapshot.ts';

const engine = fakeEngine(fixedSnapshot());

/** The keys of a run of this program, and those in its lab. */
export const {usual: keys, lab: labKeys = []} = liveKeys(controlsOf(engine, true))(
  createStore(startMonitor(engine.getSnapshot()), reduceMonitor),
  {save() {}, tell() {}},
);

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
      keys={state.labChoice === null ? keys : labKeys}
      arrangement={arrange(columns, rows, state.shown.snapshot.change !== null)}
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
