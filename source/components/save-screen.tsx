import {writeFileSync} from 'node:fs';
import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import {toWire} from '../fizzbuzz/report.ts';
import {programName} from '../format/program.ts';
import type {Symbols} from '../format/symbols.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import {computeLayout} from '../monitor/layout.ts';
import type {MonitorState} from '../monitor/state.ts';
import {Screen} from './app.tsx';
import {SymbolsContext} from './context.ts';

interface ShownScreen {
  readonly state: MonitorState;
  readonly keys: readonly KeyBinding[];
  readonly symbols: Symbols;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Saves the screen: its content as text for people, and its Snapshot as JSON for programs. Writes
 * two new files into the folder where the program was started. Their names contain the time.
 * @returns the result, as a sentence; a failure is a result, too
 */
export function saveScreen({state, keys, symbols, columns, rows}: ShownScreen, now: Date): string {
  const {snapshot} = state.displayed;
  const name = `${programName}-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const screen = renderToString(
    <SymbolsContext value={symbols}>
      <Screen state={state} keys={keys} layout={computeLayout(columns, rows, snapshot)} />
    </SymbolsContext>,
    {columns},
  );
  try {
    // An existing file is never overwritten. The second of two presses within a millisecond fails.
    writeFileSync(`${name}.txt`, `${stripVTControlCharacters(screen)}\n`, {flag: 'wx'});
    writeFileSync(`${name}.json`, `${toWire(snapshot)}\n`, {flag: 'wx'});
  } catch (error) {
    return `not saved: ${(error as NodeJS.ErrnoException).code}`;
  }
  return `saved ${name}.txt and .json`;
}
