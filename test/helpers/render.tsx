/** What the screen and components show, line by line, without colour codes. */
import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import type {ReactNode} from 'react';
import {createPaint} from '../../source/format/paint.ts';
import {type Symbols, unicodeSymbols} from '../../source/format/symbols.ts';
import {selectBindings} from '../../source/monitor/keymap.ts';
import {runKeymap} from '../../source/monitor/run-keymap.ts';
import {createMonitorState, type MonitorState, reduceMonitor} from '../../source/monitor/state.ts';
import {createStore} from '../../source/monitor/store.ts';
import {drawFrame, frameText, type Look} from '../../source/panels/frame.ts';
import {fakeEngine} from './fake-engine.ts';
import {fixedSnapshot} from './snapshot.ts';

const engine = fakeEngine(fixedSnapshot());
const keymap = runKeymap(engine)(
  createStore(createMonitorState(engine.getSnapshot()), reduceMonitor),
  {saveScreen() {}, showNotice() {}},
);

/** The keys of a run of this program. */
export const keys = keymap.normal;

/** A look in truecolor. */
export function lookOf(symbols: Symbols = unicodeSymbols): Look {
  return {symbols, paint: createPaint('dark', 3)};
}

export function linesOf(node: ReactNode, columns: number) {
  return stripVTControlCharacters(renderToString(node, {columns})).split('\n');
}

/** The frame of a terminal of so many columns and rows. */
export function frameOf(state: MonitorState, columns: number, rows: number, look = lookOf()) {
  return drawFrame(state, selectBindings(keymap, state), columns, rows, look);
}

/** The whole screen of a terminal of so many columns and rows. */
export function screenLines(
  state: MonitorState,
  columns: number,
  rows: number,
  symbols: Symbols = unicodeSymbols,
) {
  return frameText(frameOf(state, columns, rows, lookOf(symbols)));
}

/** Columns that a line takes; each of our characters takes one. */
export function widthOf(line: string): number {
  return [...line].length;
}

/** Columns of the widest line. */
export function widestOf(lines: readonly string[]): number {
  return Math.max(...lines.map(widthOf));
}
