import {writeFileSync} from 'node:fs';
import {stripVTControlCharacters} from 'node:util';
import {renderToString} from 'ink';
import {Screen} from '../components/app.tsx';
import {arrange} from '../components/arrange.ts';
import type {KeyWords} from '../components/legend.tsx';
import {SymbolsContext} from '../components/look.ts';
import type {Symbols} from '../format/symbols.ts';
import type {MonitorState} from '../store/monitor.ts';

interface Shown {
  readonly state: MonitorState;
  readonly keys: readonly KeyWords[];
  readonly symbols: Symbols;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Saves the screen: its content as text for people, and its Snapshot as JSON for programs. Writes
 * two new files into the folder where the program was started. Their names contain the time.
 * @returns the result, as a sentence; a failure is a result, too
 */
export function saveScreen({state, keys, symbols, columns, rows}: Shown, now: Date): string {
  const hasChange = state.shown.snapshot.change !== null;
  const name = `fizzbuzz-tui-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const screen = renderToString(
    <SymbolsContext value={symbols}>
      <Screen state={state} keys={keys} arrangement={arrange(columns, rows, hasChange)} />
    </SymbolsContext>,
    {columns},
  );
  try {
    // An existing file is never overwritten. The second of two presses within a millisecond fails.
    writeFileSync(`${name}.txt`, `${stripVTControlCharacters(screen)}\n`, {flag: 'wx'});
    writeFileSync(`${name}.json`, `${JSON.stringify(state.shown.snapshot)}\n`, {flag: 'wx'});
  } catch (error) {
    return `not saved: ${(error as NodeJS.ErrnoException).code}`;
  }
  return `saved ${name}.txt and .json`;
}
