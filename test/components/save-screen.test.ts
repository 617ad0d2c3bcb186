import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {saveScreen} from '../../source/components/save-screen.ts';
import {createPaint} from '../../source/format/paint.ts';
import {unicodeSymbols} from '../../source/format/symbols.ts';
import {createMonitorState} from '../../source/monitor/state.ts';
import {freshPath} from '../helpers/folder.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const now = new Date('2026-11-29T06:45:00.000Z');
const name = 'fizzbuzz-tui-2026-11-29T06-45-00-000Z';
const shown = {
  state: createMonitorState(fixedSnapshot(), null, []),
  keys: [],
  look: {symbols: unicodeSymbols, paint: createPaint('dark', 0)},
  columns: 80,
  rows: 24,
};

/** Enters an empty folder for the rest of the test. */
function enterFolder(): string {
  const folder = path.dirname(freshPath(name));
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
  return folder;
}

test('the screen is saved as text, and its Snapshot as JSON', () => {
  const folder = enterFolder();
  expect(saveScreen(shown, now)).toBe(`saved ${name}.txt and .json`);
  expect(readFileSync(path.join(folder, `${name}.txt`), 'utf8')).toMatch(/^fizzbuzz-tui +RUNNING/);
  const saved = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  expect(saved).toHaveProperty('throughput');
});

test('if one of the two files cannot be written there is neither; none is overwritten', () => {
  const folder = enterFolder();
  writeFileSync(`${name}.json`, 'mine');
  expect(saveScreen(shown, now)).toBe('not saved: it was saved a moment ago');
  expect(readdirSync(folder)).toEqual([`${name}.json`]);
  expect(readFileSync(`${name}.json`, 'utf8')).toBe('mine');
});
