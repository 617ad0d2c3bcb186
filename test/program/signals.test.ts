// Signals in every command, and those that the parent process ignores.
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {hasNo, programPath, runInShell} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

/** Opens a measurement on a terminal, and resolves when its bar shows `share`. */
async function openMeasurement(share: RegExp, ...args: string[]): Promise<Terminal> {
  const terminal = new Terminal(args, {columns: 140, rows: 50});
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(share);
  return terminal;
}

const measurements = [
  [['bench', '--rounds', '3', '--duration', '0.1'], 'SIGINT', 130],
  [['bench', '--kernels-only', '--rounds', '1000'], 'SIGHUP', 129],
  [['sweep', '--duration', '0.1', '--capacities', '64,128,256,512'], 'SIGTERM', 143],
] as const;

test.each(measurements)(
  '%j prints what was measured when %s comes, without its bar',
  async (args, signal, code) => {
    const terminal = await openMeasurement(/ [1-9]\d? %/, ...args);
    terminal.kill(signal);
    expect(await terminal.exitCode).toBe(code);
    expect(terminal.scrollback).toMatch(/PARTIAL: stopped after [1-9]\d* of \d+ measurements/);
    expect(terminal.scrollback).not.toMatch(/ [1-9]\d? %$/m);
  },
);

longTest('a signal before anything was measured is answered in a sentence', async () => {
  const terminal = await openMeasurement(/ 0 %/, 'bench', '--duration', '600');
  terminal.type('\u0003');
  expect(await terminal.exitCode).toBe(130);
  expect(terminal.scrollback).toContain('stopped by SIGINT before the first measurement');
});

/**
 * A shell that starts a run, sends SIGHUP when it runs, then SIGTERM if the run has not ended
 * within two seconds, and prints the exit code. A run that is about to end must not get a second
 * signal.
 */
function hangUp(command: string, file: string): string {
  const args = '--plain --rate 20 --capacity 1024 --beats 0 --no-telemetry';
  const start = `${command} ${args} >${file} 2>&1 &`;
  const wait = `until grep -q Running: ${file}; do sleep 0.1; done`;
  const end =
    'for try in $(seq 20); do kill -0 $! 2>&- || break; sleep 0.1; done; kill -TERM $! 2>&-';
  return `${start} ${wait}; kill -HUP $!; ${end}; wait $!; echo "code $?"`;
}

const hangUps = [
  ['under nohup, typed in bash', 'bash', 'nohup $PROGRAM', 143],
  ['under nohup, installed', 'sh', `nohup '${programPath}'`, 143],
  ['after a trap', 'sh', "trap '' HUP; $PROGRAM", 143],
  ['otherwise', 'sh', '$PROGRAM', 129],
] as const;

test.skipIf(hasNo('bash') || process.platform !== 'linux').each(hangUps)(
  'SIGHUP %s',
  async (name, shell, command, code) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'signals-'));
    onTestFinished(() => rmSync(folder, {recursive: true}));
    const line = hangUp(command, path.join(folder, 'log'));
    const {stdout} = await runInShell(line, {}, shell);
    expect(stdout, name).toBe(`code ${code}\n`);
  },
);
