// Output that nobody reads: it costs frames and lines, and nothing else.
import {readdirSync} from 'node:fs';
import {describe, expect, it, onTestFinished, test} from 'vitest';
import {runInShell, shellLine} from '../helpers/built.ts';
import {freshPath} from '../helpers/folder.ts';
import {ask} from '../helpers/http.ts';
import {longTest} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A run that is drawn on a terminal that is not read from some moment on. */
async function openUnread(...args: string[]) {
  const terminal = new Terminal(['--rate', '20', '--beats', '0', ...args], {
    columns: 140,
    rows: 40,
  });
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(/RUNNING/);
  terminal.type('?');
  await terminal.shows(/http:\S+/);
  const url = /http:\/\/[\d.:]+/.exec(terminal.text)?.[0] as string;
  terminal.type('?');
  await terminal.stopTaking();
  const status = async () => JSON.parse((await ask(`${url}/snapshot.json`)).body);
  const {activeSeconds} = await status();
  // Several frames later, the program has met the full terminal.
  while ((await status()).activeSeconds < activeSeconds + 1) await pass(100);
  return {terminal, status};
}

describe('a terminal that nobody reads', () => {
  it('stops neither the run nor its telemetry, and a signal ends it', async () => {
    const {terminal, status} = await openUnread('--port', '0');
    const {heartbeats} = await status();
    await pass(500);
    expect((await status()).heartbeats).toBeGreaterThan(heartbeats);
    terminal.kill('SIGTERM');
    expect(await terminal.exitCode).toBe(143);
  });

  longTest('does not delay the end by duration for long', async () => {
    const {terminal} = await openUnread('--port', '0', '--duration', '4');
    expect(await terminal.exitCode).toBe(1);
  });

  longTest('shows the whole picture when it is read again', async () => {
    const {terminal} = await openUnread('--port', '0');
    terminal.resumeReading();
    terminal.type('z');
    await terminal.shows(/RUNNING +zero-copy.*─ thread 1.*1 Throughput.*q quit/s);
    terminal.type('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.scrollback).toMatch(/clean; verified/);
  });
});

test('a terminal without a size takes a constant number of descriptors', async () => {
  const line = shellLine('stty rows 0 cols 0; exec $PROGRAM --rate 20 --beats 0 --no-telemetry');
  const terminal = new Terminal(['-c', line], {command: 'sh'});
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(/RUNNING/);
  const descriptors = () => readdirSync(`/proc/${terminal.pid}/fd`).length;
  const before = descriptors();
  await pass(1_500);
  expect(descriptors()).toBeLessThanOrEqual(before + 2);
  terminal.type('q');
  expect(await terminal.exitCode).toBe(0);
});

describe('a pipe', () => {
  const args = '--rate 20 --capacity 1024 --beats 0 --no-telemetry';

  longTest(
    'that is full and that nobody reads does not stop the run, and a signal ends it',
    async () => {
      // This shell could read the pipe, and does not. It holds 64 KiB.
      const fifo = freshPath('log');
      const {stdout} = await runInShell(
        `mkfifo '${fifo}'; exec 4<>'${fifo}'; head -c 65536 /dev/zero >&4
      timeout --preserve-status --kill-after 20 3 $PROGRAM ${args} --json --log-level trace 2>&4
      echo "code $?"`,
      );
      const [json = '', code] = stdout.split('\n');
      expect(code).toBe('code 143');
      expect(JSON.parse(json)).toMatchObject({stoppedBy: 'SIGTERM', clean: true, verified: true});
    },
  );

  it('whose reader is gone ends a run that nothing else was asked of', async () => {
    const line =
      '{ $PROGRAM --plain --rate 20 --beats 0 --no-telemetry; echo "code $?" >&3; } 2>&1 | head -1';
    const {stdout, stderr} = await runInShell(`{ ${line}; } 3>&2`);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('code 0\n');
  });

  longTest('whose reader is gone does not end a run with a duration', async () => {
    const line =
      '{ $PROGRAM --json --rate 20 --duration 1 --port 0 2>&1 >&3 | head -1; } 3>&1 >/dev/null';
    const {stdout} = await runInShell(line);
    expect(JSON.parse(stdout)).toMatchObject({stoppedBy: 'duration', clean: true, verified: true});
  });
});
