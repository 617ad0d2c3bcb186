/** Saving what is on the screen: as text for people, and the Snapshot behind it as JSON for programs. */
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
 * Writes two new files into the folder where the program was started, named by the time.
 * @returns what was done, in a sentence
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
    // Nothing is written over: two presses within a millisecond are one.
    writeFileSync(`${name}.txt`, `${stripVTControlCharacters(screen)}\n`, {flag: 'wx'});
    writeFileSync(`${name}.json`, `${JSON.stringify(state.shown.snapshot)}\n`, {flag: 'wx'});
  } catch (error) {
    return `not saved: ${(error as NodeJS.ErrnoException).code}`;
  }
  return `saved ${name}.txt and .json`;
}
