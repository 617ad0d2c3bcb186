/** What the short forms of the benchmarks share. */
import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The short form of a benchmark, so that its script cannot rot. */
export interface Benchmark {
  /** What it holds, as a sentence. */
  readonly name: string;
  /** False where the system lacks what it needs. */
  readonly isPossible: boolean;
  /** Runs the script for a moment; throws if its output is not as it should be. */
  check(): void | Promise<void>;
}

/** Runs a script of `benchmark/`. Returns what it printed; throws if it failed. */
export function runScript(name: string, ...args: readonly string[]) {
  const {status, stdout, stderr} = spawnSync(process.execPath, [`benchmark/${name}`, ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return {stdout, stderr};
}

/** Returns the cells of the first rows of a table below its two lines of heading. */
export function rowsOf(table: string, count: number): string[][] {
  const lines = table.split('\n').slice(2, 2 + count);
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

/** Returns a cell as a number. */
export function numberOf(cell: string | undefined): number {
  return Number.parseFloat(cell?.replaceAll(',', '') ?? '');
}

/** Expects a table with these names in its first column, and rates above 0 in its second one. */
export function expectRates(table: string, names: readonly string[]): void {
  const rates = [...table.matchAll(/^\| (\S.*?) \| ([\d.,]+) \|/gm)];
  expect(rates.map(([, name]) => name)).toEqual(names);
  for (const [, , rate] of rates) expect(numberOf(rate)).toBeGreaterThan(0);
}
