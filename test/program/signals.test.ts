// Signals in every command, and those that the parent process ignores.
import {expect, onTestFinished, test} from 'vitest';
import {hasNo, ProgramRun, programPath, runInShell} from '../helpers/built.ts';
import {Terminal} from '../helpers/terminal.ts';

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test.each([
  [['bench', '--kernels-only', '--rounds', '1000'], 'SIGINT', 130, 'of 5000 measurements'],
  [['sweep', '--duration', '0.1', '--capacities', '64,128,256,512'], 'SIGTERM', 143, 'PARTIAL'],
] as const)('%j prints what was measured when %s comes', async (args, signal, code, remark) => {
  const run = new ProgramRun([...args]);
  onTestFinished(() => run.kill('SIGKILL'));
  // The bar is not shown without a terminal, so the time has to do.
  await pass(4_000);
  run.kill(signal);
  const outcome = await run.outcome;
  expect(outcome.code).toBe(code);
  expect(outcome.stdout).toContain('PARTIAL: stopped after ');
  expect(outcome.stdout).toContain(remark);
});

test('bench on a terminal removes its bar and prints the tables when Ctrl-C comes', async () => {
  const args = ['bench', '--rounds', '3', '--duration', '0.1'];
  const terminal = new Terminal(args, {columns: 140, rows: 50});
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(/[1-9]\d? %/);
  terminal.type('\u0003');
  expect(await terminal.exitCode).toBe(130);
  expect(terminal.scrollback).toMatch(
    /messages\/s[\s\S]*PARTIAL: stopped after [1-9]\d? of 27 measurements/,
  );
  expect(terminal.scrollback).not.toMatch(/[█░#-]+ +[1-9]\d? %$/m);
});

test('a signal before anything was measured is answered in a sentence', async () => {
  const run = new ProgramRun(['bench', '--duration', '60']);
  onTestFinished(() => run.kill('SIGKILL'));
  await pass(2_500);
  run.kill('SIGINT');
  const {code, stdout, stderr} = await run.outcome;
  expect([code, stdout]).toEqual([130, '']);
  expect(stderr).toMatch(/^fizzbuzz-tui: stopped by SIGINT before the first measurement.*\n$/);
});

/** A shell that sends SIGHUP and then SIGTERM, and prints the exit code. */
const hangUp = 'sleep 2; kill -HUP $!; sleep 0.5; kill -TERM $!; wait $!; echo "code $?"';
const run = '--plain --beats 0 --no-telemetry >/dev/null 2>&1 &';

test.skipIf(hasNo('bash') || process.platform !== 'linux').each([
  ['under nohup, typed in bash', 'bash', `nohup $PROGRAM ${run} ${hangUp}`, 143],
  ['under nohup, installed', 'sh', `nohup '${programPath}' ${run} ${hangUp}`, 143],
  ['after a trap', 'sh', `trap '' HUP; $PROGRAM ${run} ${hangUp}`, 143],
  ['otherwise', 'sh', `$PROGRAM ${run} ${hangUp}`, 129],
])('SIGHUP %s', async (_, shell, line, code) => {
  const path = process.env.PATH ?? '';
  const {stdout} = await runInShell(line, {PATH: path}, shell);
  expect(stdout).toBe(`code ${code}\n`);
});
