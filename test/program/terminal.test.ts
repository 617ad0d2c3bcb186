// The built program in a real pseudo-terminal, with real keys, as a user sees it.
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished, test} from 'vitest';
import {parseSnapshot} from '../../source/engine/parse.ts';
import {Terminal, type TerminalOptions} from '../helpers/terminal.ts';

const [yellow, blue, cyan] = [33, 34, 36].map((color) => `\u001B[${color}m`) as [
  string,
  string,
  string,
];
/** How colours begin that not every terminal has. */
const beyondSixteen = ['\u001B[38;', '\u001B[48;'];

/** A run that is drawn. */
async function open(args: string[] = [], options: TerminalOptions = {}): Promise<Terminal> {
  const terminal = new Terminal(['--rate', '20', ...args], options);
  await terminal.shows(/RUNNING/);
  return terminal;
}

/** Quits, and gives what is left on the normal screen. */
async function quit(terminal: Terminal, key = 'q'): Promise<{code: number; summary: string}> {
  terminal.type(key);
  const code = await terminal.exitCode;
  return {code, summary: terminal.scrollback};
}

// One run, key after key. Each test leaves the screen as it found it.
describe('in one run', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fizzbuzz-tui-'));
  let terminal: Terminal;

  beforeAll(async () => {
    terminal = await open(['--threads', '3'], {folder});
  });

  afterAll(() => {
    terminal.kill('SIGKILL');
    rmSync(folder, {recursive: true});
  });

  it('the picture has every panel, in the order of the pipeline, and the keys', async () => {
    await terminal.shows(/Logger: 15 /);
    const {text} = terminal;
    const panels = [
      'RUNNING',
      'generator \\[1\\]',
      'Throughput',
      'Channels',
      'Actors',
      'Fizz',
      'Limit',
    ];
    expect(text).toMatch(new RegExp(panels.join('[^]*')));
    expect(text).toMatch(
      /z zero-copy.*\+- beats.*\[\] capacity.*l lab.*p pause.*space freeze.*\? help.*q quit/,
    );
    expect(text).toMatch(/beats +[\d,]+ of 30,000/);
    expect(terminal.isAlternate).toBe(true);
  });

  it('has colours, of the sixteen that every terminal has', () => {
    expect(terminal.received).toContain(cyan);
    for (const other of beyondSixteen) expect(terminal.received).not.toContain(other);
  });

  it('z switches the mode there and back, and shows before and after', async () => {
    terminal.type('z');
    await terminal.shows(/RUNNING {2}zero-copy/);
    await terminal.shows(/double-buffer → zero-copy: .*\/s → .*\/s, worker .* ns each/);
    terminal.type('z');
    await terminal.shows(/RUNNING {2}double-buffer/);
  });

  it('space freezes the display and says so, while the pipeline runs on', async () => {
    terminal.type(' ');
    await terminal.shows(/FROZEN/);
    const beats = () => Number(/beats +([\d,]+)/.exec(terminal.text)?.[1]?.replaceAll(',', ''));
    const frozen = beats();
    terminal.type(' ');
    await terminal.until(() => !terminal.text.includes('FROZEN'), 'the freeze to end');
    await terminal.until(() => beats() > frozen, 'the beats to have gone on');
  });

  it('? shows help, and Esc or ? closes it', async () => {
    terminal.type('?');
    await terminal.shows(/What is on the screen/);
    terminal.type('\u001B');
    await terminal.shows(/Channels/);
    terminal.type('?');
    await terminal.shows(/What is on the screen/);
    terminal.type('?');
    await terminal.shows(/Channels/);
  });

  it('digits show one panel alone, and Esc brings the others back', async () => {
    terminal.type('3');
    await terminal.shows(/waits: .* its time/);
    expect(terminal.text).not.toMatch(/Throughput/);
    terminal.type('6');
    await terminal.shows(/Running: double-buffer/);
    expect(terminal.text).not.toMatch(/waits: /);
    terminal.type('\u001B');
    await terminal.shows(/Throughput/);
  });

  it('a pasted text is not taken for keys', async () => {
    terminal.type('\u001B[200~quit z p\u001B[201~');
    terminal.type('?');
    await terminal.shows(/What is on the screen/);
    expect(terminal.text).toContain('RUNNING  double-buffer');
    terminal.type('?');
    await terminal.shows(/Channels/);
  });

  it('x crashes the selected thread, the arrows select, and the count is on the screen', async () => {
    await terminal.shows(/worker +\[2\]◀/);
    terminal.type('x');
    await terminal.shows(/worker .* batch .* 1$/m);
    // To the generator, whose thread the heartbeat shares.
    terminal.type('\u001B[A');
    await terminal.shows(/generator \[1\]◀/);
    terminal.type('x');
    await terminal.shows(/heartbeat .* batch .* 1$\n^generator .* batch .* 1$/m);
    terminal.type('\u001B[B\u001B[B\u001B[B');
    await terminal.shows(/logger +\[3\]◀/);
  });

  it('t moves the actors to other threads, and names the change', async () => {
    terminal.type('t');
    await terminal.shows(/^threads 3 → 4: /m);
    await terminal.shows(/logger +\[4\]/);
    terminal.type('t');
    await terminal.shows(/^threads \d → 1: /m);
    await terminal.shows(/logger +\[1\]/);
  });

  it('+ and - step the heartbeat, keys typed quickly all count, and there is no end by beats any more', async () => {
    terminal.type('+');
    await terminal.shows(/ 100 beats\/s/);
    await terminal.shows(/beats [\d,]+, until you quit/);
    terminal.type('---');
    await terminal.shows(/ 10 beats\/s/);
    terminal.type('+++++++++++++++');
    await terminal.shows(/free-running/);
    terminal.type('-'.repeat(15));
    await terminal.shows(/ 1 beat\/s/);
    terminal.type('++++');
    await terminal.shows(/ 20 beats\/s/);
  });

  it('fits after any resize, down to a line and up again', async () => {
    const sizes: Array<[number, number]> = [
      [140, 40],
      [40, 12],
      [20, 2],
      [1, 1],
      [200, 60],
      [80, 24],
    ];
    for (const [columns, rows] of sizes) {
      terminal.resize(columns, rows);
      // The first line is the status; the last but one, since a frame never takes the last, the
      // keys.
      const status = columns > 30 ? /RUNNING/ : /^(fizzb|…)/;
      const hasKeys = rows >= 12;
      await terminal.until(() => {
        const {lines} = terminal;
        const hasStatus = status.test(lines[0] ?? '');
        return hasStatus && (!hasKeys || /^z .*q( quit)?$/.test(lines.at(-2)?.trim() ?? ''));
      }, `a picture at ${columns} x ${rows}`);
    }
    await terminal.shows(/q quit/);
  });

  it('after a storm of resizes the right picture is there', async () => {
    for (let turn = 0; turn < 100; turn++) {
      terminal.resize(1 + ((turn * 37) % 160), 1 + ((turn * 13) % 50));
      if (turn % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    terminal.resize(80, 24);
    await terminal.shows(/RUNNING[\s\S]*Throughput[\s\S]*Channels[\s\S]*Actors[\s\S]*q quit/);
  });

  it('p pauses the pipeline, s saves the screen and its Snapshot into the folder, p resumes', async () => {
    terminal.type('p');
    await terminal.shows(/PAUSED/);
    await terminal.shows(/Limit the pause; press p/);
    terminal.type('s');
    await terminal.shows(/^saved fizzbuzz-tui-\S+\.txt and \.json$/m);
    const files = readdirSync(folder).toSorted();
    expect(files.map((name) => path.extname(name))).toEqual(['.json', '.txt']);
    const [json, text] = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    expect(parseSnapshot(json as string).state).toBe('paused');
    expect(text).toMatch(/^fizzbuzz-tui PAUSED .*generator \[1\].*q quit\n$/s);
    await terminal.shows(/q quit$/m);
    terminal.type('p');
    await terminal.shows(/RUNNING/);
  });

  it('q stops cleanly, gives the screen back and leaves the summary', async () => {
    const {code, summary} = await quit(terminal);
    expect(code).toBe(0);
    expect(terminal.isAlternate).toBe(false);
    expect(terminal.isCursorShown).toBe(true);
    expect(summary).toMatch(
      /Generator shutting down\. Total generated: \d+\nWorker shutting down\./,
    );
    expect(summary).toMatch(/Stopped by key after .* clean; verified/);
    expect(summary).toMatch(/│ zero-copy +│/);
  });
});

test('NO_COLOR leaves every colour out, an empty CI is no CI, and Ctrl-C is a clean stop', async () => {
  const terminal = await open([], {env: {NO_COLOR: '1', CI: ''}});
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes of colours are what is looked for
  expect(terminal.received).not.toMatch(/\u001B\[[\d;]*3[0-7]m/);
  const {code, summary} = await quit(terminal, '\u0003');
  expect(code).toBe(0);
  expect(summary).toContain('Stopped by key');
});

test('the theme light has its own colours, braille its dots, and SIGTERM gives the terminal back', async () => {
  const terminal = await open(['--theme', 'light', '--symbols', 'braille']);
  await terminal.shows(/[\u2801-\u28ff]/);
  expect(terminal.received).toContain(blue);
  for (const other of [...beyondSixteen, yellow, cyan]) {
    expect(terminal.received).not.toContain(other);
  }
  await expectEndBy('SIGTERM', 143, terminal);
});

test('the theme colour-blind has its own colours, ascii its letters, and SIGINT gives the terminal back', async () => {
  const terminal = await open(['--theme', 'colour-blind', '--symbols', 'ascii']);
  expect(terminal.text).toMatch(/^[ -~\n]+$/);
  expect(terminal.received).toContain(cyan);
  for (const other of beyondSixteen) expect(terminal.received).not.toContain(other);
  await expectEndBy('SIGINT', 130, terminal);
});

async function expectEndBy(signal: string, code: number, terminal: Terminal): Promise<void> {
  terminal.kill(signal);
  expect(await terminal.exitCode).toBe(code);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.isCursorShown).toBe(true);
  expect(terminal.scrollback).toMatch(new RegExp(`Stopped by ${signal} .* clean; verified`));
}

test('a run of a number of beats ends by itself', async () => {
  const terminal = new Terminal(['--rate', '1', '--beats', '300']);
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.scrollback).toMatch(/Stopped by beats .* clean; verified/);
  expect(terminal.scrollback).toContain('Heartbeats: 300,');
});

test.each([{CI: 'true'}, {TERM: 'dumb'}])('with %j it prints plain lines', async (env) => {
  const terminal = new Terminal(['--rate', '0', '--beats', '20'], {env});
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.scrollback).toContain('Logger: 15 messages processed');
  expect(terminal.scrollback).toContain('Stopped by beats');
});

test('a terminal that is closed ends the run as SIGHUP does', async () => {
  const terminal = await open();
  terminal.hangUp();
  expect(await terminal.exitCode).toBe(129);
});

test('a terminal of one cell is no reason to fail', async () => {
  const terminal = new Terminal(['--rate', '20'], {columns: 1, rows: 1});
  await terminal.until(() => terminal.isAlternate, 'the picture');
  const {code} = await quit(terminal);
  expect(code).toBe(0);
  expect(terminal.received).toMatch(/clean;/);
});

test('for a screen reader it speaks in sentences, on the normal screen, and only when there is something to say', async () => {
  const terminal = new Terminal(['--rate', '20'], {env: {INK_SCREEN_READER: 'true'}, columns: 120});
  onTestFinished(() => terminal.kill('SIGKILL'));
  await terminal.shows(/^fizzbuzz-tui, running, double-buffer, 50 beats\/s/m);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.text).not.toMatch(/[\u2500-\u28ff]/);
  terminal.type('z');
  await terminal.shows(/^fizzbuzz-tui, running, zero-copy/m);
  const saidMs = performance.now();
  const said = terminal.received.length;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  // The figures change ten times a second; they are read out after the change, and every ten
  // seconds.
  const times = terminal.received.slice(said).split('Throughput').length - 1;
  expect(times).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - saidMs) / 10_000));
  const {code} = await quit(terminal);
  expect(code).toBe(0);
});

test('in 40 x 12 the lab and the size are at hand too', async () => {
  const terminal = await open([], {columns: 40, rows: 12});
  terminal.type(']');
  await terminal.shows(/^values .* of 2\.10 M/m);
  terminal.type('l');
  await terminal.shows(/^3 standard/m);
  terminal.type('3');
  await terminal.shows(/^values .* of 1\.02 k/m);
  terminal.type('.');
  await terminal.shows(/batch 128|each beat releases 128/);
  const {summary} = await quit(terminal);
  expect(summary).toMatch(/standard|156\/s/);
});
