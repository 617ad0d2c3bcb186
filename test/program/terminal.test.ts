// The built program in a real pseudo-terminal, with real keys, as a user sees it.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {parseSnapshot} from '../../source/snapshot/parse.ts';
import {freshPath} from '../helpers/folder.ts';
import {Terminal, type TerminalOptions} from '../helpers/terminal.ts';

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

test('the picture has every panel, in the order of the pipeline, and the keys', async () => {
  const terminal = await open();
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
  expect(terminal.isAlternate).toBe(true);
  await quit(terminal);
});

test('q stops cleanly, gives the screen back and leaves the summary', async () => {
  const terminal = await open();
  const {code, summary} = await quit(terminal);
  expect(code).toBe(0);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.isCursorShown).toBe(true);
  expect(summary).toMatch(/Generator shutting down\. Total generated: \d+\nWorker shutting down\./);
  expect(summary).toMatch(/Stopped by key after .* clean; verified/);
});

test('Ctrl-C typed in the picture is a clean stop with exit code 0', async () => {
  const terminal = await open();
  const {code, summary} = await quit(terminal, '\u0003');
  expect(code).toBe(0);
  expect(summary).toContain('Stopped by key');
});

test('z switches the mode there and back, and shows before and after', async () => {
  const terminal = await open();
  terminal.type('z');
  await terminal.shows(/RUNNING {2}zero-copy/);
  await terminal.shows(/double-buffer → zero-copy: .*\/s → .*\/s, worker .* ns each/);
  terminal.type('z');
  await terminal.shows(/RUNNING {2}double-buffer/);
  const {summary} = await quit(terminal);
  expect(summary).toMatch(/│ zero-copy +│/);
});

test('+ and - step the heartbeat, and keys typed quickly all count', async () => {
  const terminal = await open();
  terminal.type('+');
  await terminal.shows(/ 100 beats\/s/);
  terminal.type('---');
  await terminal.shows(/ 10 beats\/s/);
  terminal.type('+++++++++++++++');
  await terminal.shows(/free-running/);
  await quit(terminal);
});

test('a change of rate lets a run without --beats go on until it is quit', async () => {
  const terminal = await open();
  expect(terminal.text).toMatch(/beats +[\d,]+ of 30,000/);
  terminal.type('-');
  await terminal.shows(/beats [\d,]+, until you quit/);
  await quit(terminal);
});

test('p pauses the pipeline and resumes it', async () => {
  const terminal = await open(['--beats', '100000']);
  terminal.type('p');
  await terminal.shows(/PAUSED/);
  await terminal.shows(/Limit the pause; press p/);
  terminal.type('p');
  await terminal.shows(/RUNNING/);
  await quit(terminal);
});

test('space freezes the display and says so, while the pipeline runs on', async () => {
  const terminal = await open();
  terminal.type(' ');
  await terminal.shows(/FROZEN/);
  const beats = () => Number(/beats +([\d,]+)/.exec(terminal.text)?.[1]?.replaceAll(',', ''));
  const frozen = beats();
  terminal.type(' ');
  await terminal.until(() => !terminal.text.includes('FROZEN'), 'the freeze to end');
  await terminal.until(() => beats() > frozen, 'the beats to have gone on');
  await quit(terminal);
});

test('? shows help, and Esc or ? closes it', async () => {
  const terminal = await open();
  terminal.type('?');
  await terminal.shows(/What is on the screen/);
  terminal.type('\u001B');
  await terminal.shows(/Channels/);
  terminal.type('?');
  await terminal.shows(/What is on the screen/);
  terminal.type('?');
  await terminal.shows(/Channels/);
  await quit(terminal);
});

test('a pasted text is not taken for keys', async () => {
  const terminal = await open();
  terminal.type('\u001B[200~quit z p\u001B[201~');
  terminal.type('?');
  await terminal.shows(/What is on the screen/);
  expect(terminal.text).toContain('RUNNING  double-buffer');
  await quit(terminal);
});

test('it fits after any resize, down to a line and up again', async () => {
  const terminal = await open();
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
    // The first line is the status; the last but one, since a frame never takes the last, the keys.
    const status = columns > 30 ? /RUNNING/ : /^(fizzb|…)/;
    const hasKeys = rows >= 12;
    await terminal.until(() => {
      const {lines} = terminal;
      const hasStatus = status.test(lines[0] ?? '');
      return hasStatus && (!hasKeys || /^z .*q( quit)?$/.test(lines.at(-2)?.trim() ?? ''));
    }, `a picture at ${columns} x ${rows}`);
  }
  await terminal.shows(/q quit/);
  const {code} = await quit(terminal);
  expect(code).toBe(0);
});

test('a run of a number of beats ends by itself', async () => {
  const terminal = new Terminal(['--rate', '1', '--beats', '300']);
  expect(await terminal.exitCode).toBe(0);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.scrollback).toMatch(/Stopped by beats .* clean; verified/);
  expect(terminal.scrollback).toContain('Heartbeats: 300,');
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
])('%s gives the terminal back and prints the summary', async (signal, expected) => {
  const terminal = await open();
  terminal.kill(signal);
  expect(await terminal.exitCode).toBe(expected);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.isCursorShown).toBe(true);
  expect(terminal.scrollback).toMatch(new RegExp(`Stopped by ${signal} .* clean; verified`));
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

test('an empty CI is no CI: the picture is drawn', async () => {
  const terminal = await open([], {env: {CI: ''}});
  await quit(terminal);
});

test('NO_COLOR leaves every colour out', async () => {
  const terminal = await open([], {env: {NO_COLOR: '1'}});
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes of colours are what is looked for
  expect(terminal.received).not.toMatch(/\u001B\[[\d;]*3[0-7]m/);
  await quit(terminal);
});

test('s saves the screen and its Snapshot into the folder, and says so', async () => {
  const folder = path.dirname(freshPath('x'));
  const terminal = await open([], {folder});
  terminal.type('p');
  await terminal.shows(/PAUSED/);
  terminal.type('s');
  await terminal.shows(/^saved fizzbuzz-tui-\S+\.txt and \.json$/m);
  const files = readdirSync(folder).toSorted();
  expect(files.map((name) => path.extname(name))).toEqual(['.json', '.txt']);
  const [json, text] = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  expect(parseSnapshot(json as string).state).toBe('paused');
  expect(text).toMatch(/^fizzbuzz-tui PAUSED .*generator \[1\].*q quit\n$/s);
  await terminal.shows(/q quit$/m);
  await quit(terminal);
});

test.each([
  ['dark', 36],
  ['light', 34],
  ['colour-blind', 36],
])(
  'the theme %s has its own colours, of the sixteen that every terminal has',
  async (theme, title) => {
    const terminal = await open(['--theme', theme]);
    expect(terminal.received).toContain(`\u001B[${title}m`);
    for (const colour of ['38;', '48;', ...(theme === 'light' ? ['33m', '36m'] : [])]) {
      expect(terminal.received).not.toContain(`\u001B[${colour}`);
    }
    await quit(terminal);
  },
);

test('--symbols braille draws with dots, ascii with letters', async () => {
  const dots = await open(['--symbols', 'braille']);
  await dots.shows(/[\u2801-\u28ff]/);
  await quit(dots);
  const letters = await open(['--symbols', 'ascii']);
  expect(letters.text).toMatch(/^[ -~\n]+$/);
  await quit(letters);
});

test('digits show one panel alone, and Esc brings the others back', async () => {
  const terminal = await open();
  terminal.type('3');
  await terminal.shows(/waits: .* its time/);
  expect(terminal.text).not.toMatch(/Throughput/);
  terminal.type('6');
  await terminal.shows(/Running: double-buffer/);
  expect(terminal.text).not.toMatch(/waits: /);
  terminal.type('\u001B');
  await terminal.shows(/Throughput/);
  await quit(terminal);
});

test('for a screen reader it speaks in sentences, on the normal screen, and only when there is something to say', async () => {
  const terminal = new Terminal(['--rate', '20'], {env: {INK_SCREEN_READER: 'true'}, columns: 120});
  await terminal.shows(/^fizzbuzz-tui, running, double-buffer, 50 beats\/s/m);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.text).not.toMatch(/[\u2500-\u28ff]/);
  terminal.type('z');
  await terminal.shows(/^fizzbuzz-tui, running, zero-copy/m);
  const said = terminal.received.length;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  // Two seconds of figures that change ten times a second are not read out.
  expect(terminal.received.slice(said).split('Throughput').length - 1).toBeLessThanOrEqual(2);
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
