// The built program in a real pseudo-terminal, with real keys, as a user sees it.
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished, test} from 'vitest';
import {parseSnapshot} from '../../source/engine/parse.ts';
import {longTest} from '../helpers/sample.ts';
import {Terminal, type TerminalOptions} from '../helpers/terminal.ts';

/** How colours of 256 begin, and those in truecolor. */
const [of256, truecolor] = ['\u001B[38;5;', '\u001B[38;2;'];

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
    await terminal.shows(/4:2:1:8 ok/);
    const {text} = terminal;
    const panels = [
      ' RUNNING ',
      'thread 1.*thread 2 x.*thread 3',
      'generator.*values.*worker.*results.*logger',
      'heartbeat.*beats',
      'LIMIT',
      '1 Throughput',
      ' now',
    ];
    expect(text).toMatch(new RegExp(panels.join('[\\s\\S]*')));
    expect(text).toMatch(
      /z zero-copy.*\+- beats.*\[\] capacity.*,\. batch.*l lab.*p pause.*\? help.*q quit/,
    );
    expect(text).toMatch(/[\d,]+ of 30,000/);
    expect(terminal.isAlternate).toBe(true);
  });

  it('has the 256 colours of this terminal', () => {
    expect(terminal.received).toContain(of256);
    expect(terminal.received).not.toContain(truecolor);
  });

  it('z switches the mode there and back, and shows before and after', async () => {
    terminal.type('z');
    await terminal.shows(/RUNNING {3}zero-copy/);
    await terminal.shows(/double-buffer → zero-copy .*\/s → .*\/s/);
    terminal.type('z');
    await terminal.shows(/RUNNING {3}double-buffer/);
  });

  it('space freezes the display and says so, while the pipeline runs on', async () => {
    terminal.type(' ');
    await terminal.shows(/FROZEN/);
    const beats = () => Number(/([\d,]+) of 30,000/.exec(terminal.text)?.[1]?.replaceAll(',', ''));
    const frozen = beats();
    terminal.type(' ');
    await terminal.until(() => !terminal.text.includes('FROZEN'), 'the freeze to end');
    await terminal.until(() => beats() > frozen, 'the beats to have gone on');
  });

  it('? shows help, and Esc or ? closes it', async () => {
    terminal.type('?');
    await terminal.shows(/What is on the screen/);
    terminal.type('\u001B');
    await terminal.shows(/1 Throughput/);
    terminal.type('?');
    await terminal.shows(/What is on the screen/);
    terminal.type('?');
    await terminal.shows(/1 Throughput/);
  });

  it('digits show one panel alone, and Esc brings the others back', async () => {
    terminal.type('3');
    await terminal.shows(/waits: .* its time/);
    expect(terminal.text).not.toMatch(/1 Throughput/);
    terminal.type('6');
    await terminal.shows(/started: double-buffer/);
    expect(terminal.text).not.toMatch(/waits: /);
    terminal.type('\u001B');
    await terminal.shows(/1 Throughput/);
  });

  it('a pasted text is not taken for keys', async () => {
    terminal.type('\u001B[200~quit z p\u001B[201~');
    terminal.type('?');
    await terminal.shows(/What is on the screen/);
    expect(terminal.text).toContain('RUNNING   double-buffer');
    terminal.type('?');
    await terminal.shows(/1 Throughput/);
  });

  it('x crashes the selected thread, arrows select, and the count is on the screen', async () => {
    await terminal.shows(/thread 1 ─+╮ +╭─ thread 2 x ─/);
    terminal.type('x');
    await terminal.shows(/worker↻1/);
    // To the generator, whose thread the heartbeat shares.
    terminal.type('\u001B[A');
    await terminal.shows(/thread 1 x ─+╮ +╭─ thread 2 ─/);
    terminal.type('x');
    await terminal.shows(/generator↻1[\s\S]*heartbeat↻1/);
    terminal.type('\u001B[B\u001B[B\u001B[B');
    await terminal.shows(/thread 3 x ─/);
  });

  it('t moves the actors to other threads, and names the change', async () => {
    terminal.type('t');
    await terminal.shows(/threads 3 → 4/);
    await terminal.shows(/thread 4 x ─/);
    terminal.type('t');
    await terminal.shows(/threads \d → 1/);
    await terminal.shows(/thread 1 x .*thread 1 x .*thread 1 x/);
  });

  it('+ and - step the heartbeat, quick keys all count, and no end by beats is left', async () => {
    terminal.type('+');
    await terminal.shows(/ 100 beats\/s/);
    await terminal.shows(/[\d,]+ sent/);
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
      const status = columns > 10 ? /RUNNING/ : /^R/;
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
    await terminal.shows(/RUNNING[\s\S]*thread 1[\s\S]*1 Throughput[\s\S]*q quit/);
  });

  it('p pauses the pipeline, s saves the screen and its Snapshot, p resumes', async () => {
    terminal.type('p');
    await terminal.shows(/PAUSED/);
    await terminal.shows(/PAUSE {2}all stand still.*press p to go on/);
    terminal.type('s');
    await terminal.shows(/^saved fizzbuzz-tui-\S+\.txt and \.json$/m);
    const files = readdirSync(folder).toSorted();
    expect(files.map((name) => path.extname(name))).toEqual(['.json', '.txt']);
    const [json, text] = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    expect(parseSnapshot(json as string).state).toBe('paused');
    expect(text).toMatch(/^fizzbuzz-tui {2}PAUSED .*generator.*q quit\n$/s);
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
    expect(summary).toMatch(/^ *\d+\.\d +zero +\d+\/s /m);
  });
});

longTest('NO_COLOR leaves colours out, an empty CI is no CI, Ctrl-C is a clean stop', async () => {
  const terminal = await open([], {env: {NO_COLOR: '1', CI: ''}});
  // biome-ignore lint/suspicious/noControlCharactersInRegex: codes of colours are looked for
  expect(terminal.received).not.toMatch(/\u001B\[[\d;]*3[0-7]m/);
  const {code, summary} = await quit(terminal, '\u0003');
  expect(code).toBe(0);
  expect(summary).toContain('Stopped by key');
});

longTest(
  'truecolor, light and braille have their looks; SIGTERM restores the terminal',
  async () => {
    const env = {COLORTERM: 'truecolor'};
    const terminal = await open(['--theme', 'light', '--symbols', 'braille'], {env});
    await terminal.shows(/[\u2801-\u28ff]/);
    expect(terminal.received).toContain(`${truecolor}9;105;218m`);
    await expectEndBy('SIGTERM', 143, terminal);
  },
);

longTest(
  'with sixteen colours there are no others, ascii letters; SIGINT restores it',
  async () => {
    const options = {env: {TERM: 'xterm'}};
    const terminal = await open(['--theme', 'colour-blind', '--symbols', 'ascii'], options);
    expect(terminal.text).toMatch(/^[ -~\n]+$/);
    expect(terminal.received).toContain('\u001B[36m');
    for (const other of [of256, truecolor]) expect(terminal.received).not.toContain(other);
    await expectEndBy('SIGINT', 130, terminal);
  },
);

async function expectEndBy(signal: string, code: number, terminal: Terminal): Promise<void> {
  terminal.kill(signal);
  expect(await terminal.exitCode).toBe(code);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.isCursorShown).toBe(true);
  expect(terminal.scrollback).toMatch(new RegExp(`Stopped by ${signal} .* clean; verified`));
}

longTest('a run of a number of beats ends by itself', async () => {
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

longTest('a terminal that is closed ends the run as SIGHUP does', async () => {
  const terminal = await open();
  terminal.hangUp();
  expect(await terminal.exitCode).toBe(129);
});

longTest('a terminal of one cell is no reason to fail', async () => {
  const terminal = new Terminal(['--rate', '20'], {columns: 1, rows: 1});
  await terminal.until(() => terminal.isAlternate, 'the picture');
  const {code} = await quit(terminal);
  expect(code).toBe(0);
  expect(terminal.received).toMatch(/clean;/);
});

longTest('a screen reader gets sentences on the normal screen, only of what is new', async () => {
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

longTest('in 40 x 12 the lab and the size are at hand too', async () => {
  const terminal = await open([], {columns: 40, rows: 12});
  terminal.type(']');
  terminal.type('l');
  await terminal.shows(/^3 standard/m);
  terminal.type('3');
  await terminal.shows(/RUNNING {3}double-buffer 156\/s/);
  terminal.type('.');
  const {summary} = await quit(terminal);
  expect(summary).toMatch(/standard|156\/s/);
});
