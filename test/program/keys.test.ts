// What a terminal sends that is no typed key, and keys that were none: in a real pseudo-terminal.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {Terminal} from '../helpers/terminal.ts';

const esc = '\u001B';
const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
let terminal: Terminal;

beforeAll(async () => {
  terminal = new Terminal(['--rate', '20', '--beats', '0', '--no-telemetry'], {columns: 100});
  await terminal.shows(/RUNNING +double-buffer/);
});

afterAll(() => terminal.kill('SIGKILL'));

/** What commands would change: the state, the mode, the sizes, the panels and the restarts. */
function settings(): string {
  const {text} = terminal;
  const [status] = /(RUNNING|PAUSED|FROZEN) .* of \d+ \wi/.exec(text) ?? ['no status'];
  return [status, text.includes('1 Throughput'), text.includes('↻')].join(' | ');
}

/** Sends pieces, and expects that nothing changes before a key that is typed after them. */
async function expectNothing(...pieces: ReadonlyArray<readonly [string, number]>): Promise<void> {
  const before = settings();
  for (const [piece, afterMs] of pieces) {
    terminal.type(piece);
    await pass(afterMs);
  }
  terminal.type('?');
  await terminal.shows(/What is on the screen/);
  terminal.type('?');
  await terminal.shows(/1 Throughput/);
  expect(settings()).toBe(before);
}

it('the case of a letter does not matter', async () => {
  terminal.type('Z');
  await terminal.shows(/RUNNING +zero-copy/);
  terminal.type('z');
  await terminal.shows(/RUNNING +double-buffer/);
});

it('a letter of another script gets a hint', async () => {
  terminal.type('я');
  await terminal.shows(/я is not a key here: all letters are Latin/);
});

it('an arrow over a slow line is no typed text', async () => {
  await expectNothing([esc, 60], ['[A', 60]);
  await expectNothing([esc, 60], ['[', 60], ['B', 60]);
});

it('an answer of the terminal that comes late is no typed text, also in pieces', async () => {
  await expectNothing([`${esc}P>|tmux 3.4${esc}\\`, 50]);
  await expectNothing([`${esc}P>|tm`, 300], ['ux 3.4', 300], [esc, 300], ['\\', 50]);
  await expectNothing([`${esc}]52;c;cHF6eA==`, 100], ['\u0007', 50]);
  await expectNothing([`${esc}[M zq${esc}[M#zq`, 50], [`${esc}[<0;1;2M${esc}[<0;1;2m`, 50]);
});

it('a key that is released is no typed key', async () => {
  await expectNothing([`${esc}[112;1:3u${esc}[113;1:3u`, 50]);
  terminal.type(`${esc}[122u${esc}[122;1:2u${esc}[122;1:2u${esc}[122;1:3u`);
  await terminal.shows(/RUNNING +zero-copy/);
});

it('q, pressed and released as the kitty protocol reports it, is one clean stop', async () => {
  terminal.type(`${esc}[113;1:1u${esc}[113;1:3u`);
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.scrollback).toMatch(/Stopped by key after .* clean; verified/);
});
