// What the system gives too little of, and what it counts: descriptors, time, WebAssembly.
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {Snapshot} from '../../source/engine/index.ts';
import {environment, ProgramRun, programPath, runInShell, shellLine} from '../helpers/built.ts';
import {freshPath} from '../helpers/folder.ts';
import {longTest} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test.each([24, 28, 32, 36])(
  'with %i file descriptors it runs, or says in one sentence what it lacks',
  async (descriptors) => {
    const flags = '--plain --duration 0.5 --rate 20 --no-telemetry';
    const {code, stdout, stderr} = await runInShell(`ulimit -n ${descriptors}; $PROGRAM ${flags}`);
    expect(stderr).not.toMatch(/^\s+at /m);
    if (code === 0) expect(stdout).toContain('clean; verified');
    else expect(stdout + stderr).toMatch(/ulimit -n/);
  },
);

test('without WebAssembly it says so', () => {
  const args = ['--jitless', programPath, '--duration', '1'];
  const {status, stderr} = spawnSync(process.execPath, args, {
    env: environment(),
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^(Warning: .*\n)?fizzbuzz-tui: .*WebAssembly.*--jitless.*\n$/);
});

/** Seconds that did not count while a recorded run was running. */
function uncountedSeconds(recording: string): number {
  const uncounted = readFileSync(recording, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Snapshot)
    .filter(({state}) => state === 'running')
    .map(({elapsedSeconds, activeSeconds}) => elapsedSeconds - activeSeconds);
  return (uncounted.at(-1) as number) - (uncounted[0] as number);
}

test.each(['20', '8000', '0'])(
  'at a beat of %s ms, the time in which the process was stopped does not count',
  async (rate) => {
    const file = freshPath('run.jsonl');
    const flags = ['--rate', rate, '--duration', '1', '--no-telemetry', '--record', file];
    const run = new ProgramRun([...flags, '--json']);
    onTestFinished(() => run.kill('SIGKILL'));
    await run.logged(/Running: /);
    await pass(300);
    // This process, too, can wait for a core between two of its steps.
    const times = [performance.now()];
    run.kill('SIGSTOP');
    times.push(performance.now());
    await pass(2_000);
    times.push(performance.now());
    run.kill('SIGCONT');
    times.push(performance.now());
    const [beforeStop = 0, afterStop = 0, beforeGo = 0, afterGo = 0] = times;
    const {elapsedSeconds, verified} = JSON.parse((await run.outcome).stdout);
    expect(verified).toBe(true);
    expect(elapsedSeconds).toBeGreaterThan(2.9);
    const stoppedMs = uncountedSeconds(file) * 1_000;
    expect(stoppedMs).toBeGreaterThan(beforeGo - afterStop - 200);
    expect(stoppedMs).toBeLessThan(afterGo - beforeStop + 200);
  },
);

test('empty variables count as unset', async () => {
  const env = {NO_COLOR: '1', FORCE_COLOR: '', CI: '', FIZZBUZZ_LOG: '', NODE_ENV: ''};
  const terminal = new Terminal(['--rate', '20', '--no-telemetry'], {env});
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(/RUNNING/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: codes of colours are looked for
  expect(terminal.received).not.toMatch(/\u001B\[[\d;]*3[0-7]m/);
  terminal.type('q');
  expect(await terminal.exitCode).toBe(0);
});

test('a folder that is gone is one sentence at the start', async () => {
  const line = 'mkdir "$FOLDER" && cd "$FOLDER" && rmdir "$FOLDER" && $PROGRAM --rate 1 --beats 20';
  const folder = path.join(os.tmpdir(), `gone-${process.pid}`);
  const {code, stdout, stderr} = await runInShell(line.replaceAll('$FOLDER', folder));
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'fizzbuzz-tui: the folder it was started in is gone; change to another one\n',
  );
});

longTest('in a folder that is gone a thread starts again, and saving is a sentence', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gone-'));
  const line = shellLine(`cd '${folder}'; exec $PROGRAM --rate 20 --beats 0 --no-telemetry`);
  const terminal = new Terminal(['-c', line], {command: 'sh'});
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(/RUNNING/);
  rmSync(folder, {recursive: true});
  terminal.type('s');
  await terminal.shows(/not saved: the folder it was started in is gone/);
  terminal.type('x');
  await terminal.shows(/↻1/);
  terminal.type('q');
  expect(await terminal.exitCode).toBe(0);
});

longTest('npm scripts say in one sentence what is missing, also a newer Node', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'scripts-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  const script = path.resolve('tools/check.js');
  const check = (what: string, ...flags: string[]) => {
    const {status, stderr} = spawnSync(process.execPath, [...flags, script, what], {
      cwd: folder,
      encoding: 'utf8',
    });
    return [status, stderr];
  };
  const install = 'run npm ci without --omit=dev and NODE_ENV=production';
  expect(check('tools')).toEqual([
    1,
    `fizzbuzz-tui cannot be built without the tools of development: ${install}\n`,
  ]);
  expect(check('program')).toEqual([1, `fizzbuzz-tui is not built: ${install}\n`]);
  mkdirSync(path.join(folder, 'node_modules/.bin'), {recursive: true});
  for (const tool of ['asc', 'rolldown', 'tsc'])
    writeFileSync(path.join(folder, 'node_modules/.bin', tool), '');
  expect(check('tools')).toEqual([0, '']);
  expect(check('program')).toEqual([
    1,
    'fizzbuzz-tui is not built: run npm rebuild node && npm run build\n',
  ]);
  mkdirSync(path.join(folder, 'dist'));
  writeFileSync(path.join(folder, 'dist/cli.js'), '');
  expect(check('program')).toEqual([0, '']);
  const old =
    "Object.defineProperties(process, {versions: {value: {node: '20.1.0'}}, " +
    "version: {value: 'v20.1.0'}})";
  const asOld = `--import=data:text/javascript,${encodeURIComponent(old)}`;
  const needs = 'needs Node.js 22 or newer; this is v20.1.0: run npm rebuild node';
  for (const what of ['tools', 'program']) {
    expect(check(what, asOld)).toEqual([1, `fizzbuzz-tui ${needs}\n`]);
  }
});
