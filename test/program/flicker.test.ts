// What the program sends to a terminal, as it sends it: a picture that is painted over, never
// wiped.
import headless from '@xterm/headless';
import {expect, test} from 'vitest';
import {longTest, sampled} from '../helpers/sample.ts';
import {Terminal} from '../helpers/terminal.ts';

/** Terminals that know these show all that lies between them at once. */
const frameStart = '\u001B[?2026h';
const frameEnd = '\u001B[?2026l';
/** Wipes of the screen, in whole or from the cursor on, and a reset. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is looked for
const wipe = /\u001B\[[0-3]?J|\u001Bc/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes are what is looked for
const mode = /\u001B\[\?\d+[hl]/g;

/** The frames that were sent. */
function framesIn(bytes: string): string[] {
  return bytes
    .split(frameStart)
    .slice(1)
    .map((rest) => rest.split(frameEnd)[0] ?? '');
}

/** The lines of a screen after each frame, shown as far as they had come when it was painted. */
async function screensAfter(frames: readonly string[], columns: number, rows: number) {
  const screen = new headless.Terminal({cols: columns, rows, allowProposedApi: true});
  const screens: string[][] = [];
  for (const frame of frames) {
    await new Promise<void>((resolve) => screen.write(frame, resolve));
    const {active} = screen.buffer;
    screens.push(
      Array.from({length: rows}, (_, row) => active.getLine(row)?.translateToString(true) ?? ''),
    );
  }
  return screens;
}

/** Keys that open something, which Escape closes. */
const opens = ['l', '3', '6'];

async function record(columns: number, rows: number, keys: readonly string[]): Promise<Terminal> {
  const terminal = new Terminal(['--rate', '20'], {columns, rows});
  await terminal.shows(/RUNNING/);
  for (const key of keys) {
    const before = terminal.received.length;
    terminal.type(key);
    await terminal.until(
      () => framesIn(terminal.received.slice(before)).length >= 1,
      `frames after ${key}`,
    );
    if (opens.includes(key)) await terminal.shows(/Esc (back|all)/);
    // Until its effect is seen, the next key could be taken for the end of a sequence.
    if (key === '\u001B') {
      await terminal.until(() => !/Esc (back|all)/.test(terminal.text), 'all panels');
    }
  }
  return terminal;
}

const sizes = [
  [80, 24],
  [140, 40],
] as const;

test.each(sampled<(typeof sizes)[number]>(sizes, 1))(
  'at %d x %d nothing is wiped, whatever the keys do',
  async (columns, rows) => {
    const keys = ['z', ']', ',', 'l', '\u001B', '3', '\u001B', 'x', '6', '\u001B'];
    const terminal = await record(columns, rows, keys);
    const {received} = terminal;
    terminal.type('q');
    await terminal.exitCode;

    const frames = framesIn(received);
    expect(frames.length).toBeGreaterThan(keys.length);
    const [first = '', ...later] = received.split(frameEnd);
    expect(first).toContain('fizzbuzz-tui');
    expect(later.join('').match(wipe) ?? []).toEqual([]);
    // Nothing is painted between frames, where a terminal might show it half done; modes are set
    // there.
    const between = later.map((rest) => rest.split(frameStart)[0]?.replaceAll(mode, ''));
    expect(between.filter((painted) => painted !== '')).toEqual([]);
    for (const lines of await screensAfter(frames, columns, rows)) {
      expect(lines[0]).toMatch(/^fizzbuzz-tui /);
      expect(lines[rows - 2]).toMatch(/^(z (zero-copy|copies)|Esc all|1-\d take|saved|a batch)/);
      expect(lines[rows - 1]).toBe('');
    }
  },
);

longTest('after resizes the screen is wiped when they have settled, and not again', async () => {
  const terminal = await record(80, 24, []);
  const before = terminal.received.length;
  for (const columns of [90, 100, 110, 120]) terminal.resize(columns, 30);
  await terminal.until(
    () => (terminal.received.slice(before).match(wipe) ?? []).length > 0,
    'the screen to be painted anew',
  );
  const settled = terminal.received.length;
  await terminal.until(
    () => framesIn(terminal.received.slice(settled)).length >= 3,
    'frames after that',
  );
  // A busy machine can come between two of the resizes. Four would be one for each.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the wipe of the whole screen
  expect(terminal.received.slice(before).match(/\u001B\[2J/g)?.length).toBeLessThanOrEqual(2);
  expect(terminal.received.slice(settled).match(wipe) ?? []).toEqual([]);
  terminal.type('q');
  await terminal.exitCode;
});
