import {closeSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {toWire} from '../fizzbuzz/report.ts';
import {programName} from '../format/program.ts';
import type {KeyBinding} from '../monitor/keymap.ts';
import type {MonitorState} from '../monitor/state.ts';
import {drawFrame, frameText, type Look} from '../panels/frame.ts';

/** What the codes of the usual errors mean here. */
const causes: Readonly<Record<string, string>> = {
  EACCES: 'the folder it was started in cannot be written',
  EEXIST: 'it was saved a moment ago',
  ENOENT: 'the folder it was started in is gone',
  ENOSPC: 'the disk is full',
  EROFS: 'the folder it was started in cannot be written',
};

interface ShownScreen {
  readonly state: MonitorState;
  readonly keys: readonly KeyBinding[];
  readonly look: Look;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Saves the screen: its content as text for people, and its Snapshot as JSON for programs. Writes
 * two new files into the folder where the program was started. Their names contain the time.
 * @returns the result, as a sentence; a failure is a result, too
 */
export function saveScreen({state, keys, look, columns, rows}: ShownScreen, now: Date): string {
  const {snapshot} = state.displayed;
  const name = `${programName}-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const screen = frameText(drawFrame(state, keys, columns, rows, look)).join('\n');
  try {
    writeAll({[`${name}.txt`]: screen, [`${name}.json`]: toWire(snapshot)});
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException;
    return `not saved: ${causes[code] ?? code}`;
  }
  return `saved ${name}.txt and .json`;
}

/**
 * Writes new files, all or none: what a failure leaves unfinished is removed.
 * @throws the error of the system; an existing file is one, and is never overwritten
 */
function writeAll(texts: Readonly<Record<string, string>>): void {
  const created: string[] = [];
  try {
    for (const [path, text] of Object.entries(texts)) {
      const file = openSync(path, 'wx');
      created.push(path);
      try {
        writeFileSync(file, `${text}\n`);
      } finally {
        closeSync(file);
      }
    }
  } catch (error) {
    for (const path of created) rmSync(path, {force: true});
    throw error;
  }
}
