// The program as a job of a shell: stopped, continued, in the background.
import {readFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, it, onTestFinished, test} from 'vitest';
import {hasNo, shellLine} from '../helpers/built.ts';
import {longTest} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

const line = shellLine('$PROGRAM --rate 20 --beats 0 --no-telemetry');

describe.skipIf(hasNo('bash') || process.platform !== 'linux')('a job of a shell', () => {
  let shell: Terminal;

  beforeEach(async () => {
    const env = {PS1: 'prompt> '};
    shell = new Terminal(['--norc', '--noprofile', '-i'], {command: 'bash', env});
    await shell.shows(/prompt>/);
  });

  afterEach(() => {
    shell.type('\u0003');
    shell.kill('SIGKILL');
  });

  /** The process of the job. */
  function jobPid(): number {
    const {pid} = shell;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return Number(children.at(-1));
  }

  /** Asks the shell for its terminal's modes. */
  async function expectUsualModes(): Promise<void> {
    shell.type('stty -a | tr " ;" "\\n\\n" | grep -cx "icanon\\|echo"\n');
    await shell.shows(/^2$/m);
  }

  async function expectPicture(): Promise<void> {
    await shell.shows(/RUNNING.*─ thread 1.*1 Throughput.*q quit/s);
    expect(shell.isAlternate).toBe(true);
    expect(shell.isCursorShown).toBe(false);
  }

  it.each([
    ['Ctrl-Z', () => shell.type('\u001A')],
    ['SIGTSTP from outside', () => process.kill(jobPid(), 'SIGTSTP')],
  ])('%s gives the terminal back, and fg takes it again', async (_, stop) => {
    shell.type(`${line}\n`);
    await expectPicture();
    for (const mode of ['zero-copy', 'double-buffer']) {
      stop();
      await shell.until(() => !shell.isAlternate, 'the terminal to be given back');
      await shell.shows(/Stopped/);
      expect(shell.isCursorShown).toBe(true);
      await expectUsualModes();
      shell.type('clear; fg\n');
      await expectPicture();
      shell.type('z');
      await shell.shows(new RegExp(`RUNNING +${mode}`));
    }
    shell.type('q');
    await shell.shows(/prompt> \s*$/);
    await expectUsualModes();
  });

  longTest('a stop that it cannot notice is made up for when it continues', async () => {
    shell.type(`${line}\n`);
    await expectPicture();
    process.kill(jobPid(), 'SIGSTOP');
    await shell.shows(/prompt>/);
    shell.type('fg\n');
    await shell.until(() => !shell.text.includes('prompt>'), 'the picture to be whole');
    await expectPicture();
    shell.type('z');
    await shell.shows(/RUNNING +zero-copy/);
  });

  it('draws nothing in the background, started there or sent there', async () => {
    shell.type(`${line} &\n`);
    await shell.shows(/\[1\] \d+/);
    // In this time it starts and would draw.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(shell.isAlternate).toBe(false);
    shell.type('clear; fg\n');
    await expectPicture();
    shell.type('\u001A');
    await shell.shows(/Stopped/);
    shell.type('bg\n');
    await shell.shows(/ &$/m);
    shell.type('clear; echo still $((6 * 7)) here\n');
    await shell.shows(/^still 42 here$/m);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(shell.isAlternate).toBe(false);
    expect(shell.lines.filter((text) => text !== '')).toHaveLength(2);
    shell.type('fg\n');
    await expectPicture();
  });

  longTest(
    'a measurement in the background leaves the line of the shell alone, until fg',
    async () => {
      shell.type(`${shellLine('$PROGRAM bench --rounds 40 --duration 0.1')} &\n`);
      await shell.shows(/\[1\] \d+/);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(shell.text).not.toMatch(/\d %/);
      shell.type('clear; fg\n');
      await shell.shows(/[1-9]\d* %/);
    },
  );
});

test('a run without a shell that ends while it is stopped keeps off the terminal', async () => {
  const terminal = new Terminal(['--rate', '20', '--beats', '0', '--no-telemetry']);
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(/RUNNING/);
  terminal.type('\u001A');
  await terminal.until(() => !terminal.isAlternate, 'the terminal to be given back');
  terminal.kill('SIGTERM');
  expect(await terminal.exitCode).toBe(143);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.scrollback).toMatch(/clean; verified/);
});
