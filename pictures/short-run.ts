/** A film of a short run: the command, four keys, and the summary. */
import {mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {programPath} from '../test/helpers/built.ts';
import {Terminal} from '../test/helpers/terminal.ts';
import {drawFilm} from './film.ts';
import type {Scheme} from './scheme.ts';
import {calmArguments, colourEnvironment, pass, Recorder, type View} from './session.ts';

const size = {columns: 100, rows: 28};
const command = 'fizzbuzz-tui';
const typingMs = 70;

/** Keys of the film, and when they are pressed, in milliseconds from the start of the run. */
const keys: ReadonlyArray<readonly [atMs: number, key: string, effect: string]> = [
  [4_000, 'z', 'zero-copy'],
  [7_000, '+', 'more beats'],
  [10_000, 'n', 'a lane more'],
  [14_000, 'q', 'quit'],
];
/** What a reader sees who wants no motion: the run, shortly before its end. */
const stillBeforeQuitMs = 300;
const summaryMs = 4_500;

/** Records the film in one scheme; returns it as SVG. */
export async function recordShortRun(scheme: Scheme): Promise<string> {
  const view: View = {...size, scheme};
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fizzbuzz-tui-pictures-'));
  symlinkSync(programPath, path.join(folder, command));
  const terminal = openShell(folder, scheme);
  try {
    await terminal.shows(/^\$/);
    const recorder = new Recorder(terminal, view);
    await typeCommand(terminal);
    await playRun(terminal, recorder);
    const stillAtMs = recorder.atMs - stillBeforeQuitMs;
    await terminal.shows(/^\$ *$/m);
    await pass(summaryMs);
    const film = {...recorder.end(), durationMs: Math.round(recorder.atMs), stillAtMs};
    const description =
      'A run of fizzbuzz-tui: z makes it zero-copy, + raises the beats, n adds a lane, and q ' +
      'quits with the summary';
    return drawFilm(film, {...view, title: 'fizzbuzz-tui', description});
  } finally {
    terminal.hangUp();
    rmSync(folder, {recursive: true});
  }
}

/** A shell in which the program has its name, as if it were installed. */
function openShell(folder: string, scheme: Scheme): Terminal {
  const found = [folder, path.dirname(process.execPath), process.env.PATH ?? ''];
  return new Terminal([], {
    ...size,
    command: '/bin/sh',
    folder,
    env: {
      ...colourEnvironment,
      // From this, `--theme auto` knows the ground.
      COLORFGBG: scheme.name === 'light' ? '0;15' : '15;0',
      PATH: found.join(path.delimiter),
      PS1: '$ ',
    },
  });
}

async function typeCommand(terminal: Terminal): Promise<void> {
  await pass(600);
  for (const character of [command, ...calmArguments].join(' ')) {
    terminal.type(character);
    await pass(typingMs);
  }
  await pass(300);
  terminal.type('\r');
}

async function playRun(terminal: Terminal, recorder: Recorder): Promise<void> {
  await terminal.shows(/RUNNING/);
  const startMs = recorder.atMs;
  for (const [atMs, key, effect] of keys) {
    await pass(startMs + atMs - recorder.atMs);
    recorder.press(key, effect);
  }
}
