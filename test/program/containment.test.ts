// What a run can do without fails: files that are replaced, the disk, the summary. The run goes on,
// ends as it would have, and says what failed.
import {spawn} from 'node:child_process';
import {cpSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {environment, type Outcome, programPath} from '../helpers/built.ts';
import {freshPath} from '../helpers/folder.ts';
import {ask} from '../helpers/http.ts';
import {longTest, sampled} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

const cheap = ['--rate', '20', '--capacity', '1024', '--batch', '64', '--beats', '0'];
const trace = /^\s+at .*(\.js|node:)/m;
const root = path.resolve(import.meta.dirname, '../..');

/** A copy of the built program, whose files a test can take away. */
function install(): {readonly program: string; remove(): void} {
  const folder = freshPath('installed');
  mkdirSync(folder);
  cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), {recursive: true});
  cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return {
    program: path.join(folder, 'dist/cli.js'),
    remove: () => renameSync(path.join(folder, 'dist'), path.join(folder, 'old')),
  };
}

/** Runs a program with its output in texts. */
function run(command: string, args: readonly string[]) {
  const child = spawn(command, args, {env: environment()});
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let [stdout, stderr] = ['', ''];
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
    for (const look of waiting) look();
  });
  const outcome = new Promise<Outcome>((resolve) =>
    child.on('close', (code, signal) => resolve({code, signal, stdout, stderr})),
  );
  const logged = async (pattern: RegExp): Promise<RegExpExecArray> => {
    await Promise.race([
      outcome,
      new Promise<void>((resolve) => {
        const look = () => pattern.test(stderr) && resolve();
        waiting.add(look);
        look();
      }),
    ]);
    const found = pattern.exec(stderr);
    if (found === null) throw new Error(`not logged: ${pattern}\n${stderr}`);
    return found;
  };
  return {child, outcome, logged};
}

/** Starts a copy of the program. Resolves when its telemetry listens and its threads work. */
async function startCopy(...args: string[]) {
  const copy = install();
  const all = [copy.program, '--plain', '--port', '0', ...cheap, ...args];
  const {child, outcome, logged} = run(process.execPath, all);
  const [, url = ''] = await logged(/Telemetry: (http:\S+)/);
  await logged(/Running: /);
  return {child, outcome, logged, url, remove: copy.remove};
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('files that are taken away under a run do not change what it answers', async () => {
  const {child, outcome, url, remove} = await startCopy();
  const seconds = async () =>
    JSON.parse((await ask(`${url}/snapshot.json`)).body).elapsedSeconds as number;
  // All that is needed later is loaded in the background.
  await until(async () => (await seconds()) > 4);
  remove();
  for (const [name, content] of [
    ['metrics', /fizzbuzz_state/],
    ['', /<!doctype html>/],
    ['assets/server/page/page.js', /history/],
  ] as const) {
    const {status, body} = await ask(`${url}/${name}`);
    expect([name, status]).toEqual([name, 200]);
    expect(body).toMatch(content);
  }
  child.kill('SIGTERM');
  const {code, stdout, stderr} = await outcome;
  expect(code).toBe(143);
  expect(stdout).toMatch(/clean; verified/);
  expect(stdout).toMatch(/Verdict/);
  expect(stderr).not.toMatch(/cannot be answered|no tables/);
});

test('files that are taken away at once give sentences, and the run ends as it would', async () => {
  const {child, outcome, url, remove} = await startCopy();
  remove();
  const {status, body} = await ask(`${url}/metrics`);
  if (status !== 200) {
    expect([status, body]).toEqual([500, expect.stringMatching(/^\/metrics cannot be answered: /)]);
  }
  expect((await ask(`${url}/snapshot.json`)).status).toBe(200);
  child.kill('SIGTERM');
  const {code, stdout, stderr} = await outcome;
  expect(code).toBe(143);
  expect(stdout).toMatch(/^Generator shutting down\./);
  expect(stdout).toMatch(/clean; verified/);
  expect(stderr).not.toMatch(trace);
});

longTest('a thread that cannot be started again is tried for a while, and then named', async () => {
  const {outcome, logged, remove} = await startCopy('--chaos', '1');
  await logged(/crashed on purpose/);
  remove();
  const {code, stdout, stderr} = await outcome;
  expect(code).toBe(1);
  expect(stderr).toMatch(/could not start: .*; restart \d+ in 0\.1 s\n/);
  expect(stderr).toMatch(/could not start: .*; restart \d+ in 1\.6 s\n/);
  expect(stdout).toMatch(/^Fault: the thread of .* could not start in 6 attempts, .*\.$/m);
  expect(stderr).not.toMatch(trace);
});

test.skipIf(process.platform !== 'linux')(
  'a recording that reaches the limit of file sizes stops, and the run does not',
  async () => {
    const file = freshPath('run.jsonl');
    const args = [...cheap, '--plain', '--no-telemetry', '--duration', '2', '--record', file];
    const line = `ulimit -f 40; exec '${process.execPath}' '${programPath}' ${args.join(' ')}`;
    const {code, signal, stderr} = await run('sh', ['-c', line]).outcome;
    expect([code, signal]).toEqual([0, null]);
    expect(stderr).toMatch(/warn {2}The recording has stopped \(EFBIG\); the run goes on/);
    expect(stderr).toMatch(/the recording ended before the run: EFBIG\n$/);
  },
);

test.skipIf(process.platform !== 'linux')(
  'a file beyond the limit of file sizes does not end a monitor',
  async () => {
    // Node.js, and so this process, ignores the signal of the limit. A shell does not.
    const start = `exec env --default-signal=XFSZ '${process.execPath}' '${programPath}'`;
    const line = `ulimit -f 0; ${start} ${cheap.join(' ')} --no-telemetry`;
    const terminal = new Terminal(['-c', line], {command: 'sh', columns: 120});
    onTestFinished(() => terminal.kill('SIGKILL'));
    await terminal.shows(/RUNNING/);
    terminal.type('s');
    await terminal.shows(/not saved: .*EFBIG/);
    terminal.type('q');
    expect(await terminal.exitCode).toBe(0);
  },
);

test('a warning of Node.js is in the log and never on the screen', async () => {
  const preload = new URL('../fixtures/warning-preload.ts', import.meta.url).href;
  const terminal = new Terminal([...cheap, '--no-telemetry'], {
    env: {NODE_OPTIONS: `--import=${preload}`},
  });
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.until(() => terminal.isAlternate, 'the monitor');
  terminal.type('6');
  await terminal.shows(/SkyWarning: the sky is falling, part 2/);
  terminal.type('q');
  expect(await terminal.exitCode).toBe(0);
  const afterStart = terminal.received.slice(terminal.received.indexOf('\u001B[?1049h'));
  expect(afterStart).not.toMatch(/\(node:\d+\)/);
});

longTest('a summary whose modules are damaged is replaced by the outcome', async () => {
  const copy = install();
  writeFileSync(path.join(path.dirname(copy.program), 'chunks/summary.js'), 'no module at all');
  const args = [copy.program, '--plain', '--no-telemetry', '--rate', '0.1', '--beats', '20'];
  const {code, stdout, stderr} = await run(process.execPath, args).outcome;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Generator shutting down\..*clean; verified/s);
  expect(stderr).toMatch(/fizzbuzz-tui: no tables of the run: .*\n$/);
  expect(stderr).not.toMatch(trace);
});

/** A fault that the drawing has some frames after the start, or at the start. */
const faultAfter = (frames: number) =>
  'globalThis.frames = (globalThis.frames ?? 0) + 1;' +
  `if (globalThis.frames > ${frames}) throw Error('no ink is left');`;

const moments = [
  ['after some frames', 5],
  ['at its start', 0],
] as const;

test.each(sampled<(typeof moments)[number]>(moments, 1))(
  'a monitor that fails %s gives its place to plain lines',
  async (_, frames) => {
    const copy = install();
    const file = path.join(path.dirname(copy.program), 'chunks/open-monitor.js');
    const drawing = /function drawFrame\([^)]*\)\{/;
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(drawing);
    writeFileSync(
      file,
      text.replace(drawing, (head) => head + faultAfter(frames)),
    );
    const args = [copy.program, ...cheap, '--no-telemetry'];
    const terminal = new Terminal(args, {command: process.execPath, columns: 120});
    onTestFinished(() => terminal.kill('SIGKILL'));
    await terminal.shows(
      /error The interface failed: no ink is left; the run goes on as plain lines/,
    );
    expect(terminal.isAlternate).toBe(false);
    terminal.type('\u0003');
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.scrollback).toMatch(/clean; verified/);
    expect(terminal.scrollback).not.toMatch(trace);
  },
);
