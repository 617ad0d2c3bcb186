/** A folder of a test's own, which is gone after it. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {onTestFinished} from 'vitest';

/** The path of a file, not there yet, in a new folder. */
export function freshPath(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fizzbuzz-tui-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  return path.join(folder, name);
}
