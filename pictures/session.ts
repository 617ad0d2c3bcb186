/** A real run of the program in a pseudo-terminal, from which pictures are taken. */
import type {Terminal} from '../test/helpers/terminal.ts';
import {readScreen, type Screen} from './cells.ts';
import type {Frame, Press} from './film.ts';
import type {Scheme} from './scheme.ts';

/** A screen of a size, in the colours of a scheme. */
export interface View {
  readonly columns: number;
  readonly rows: number;
  readonly scheme: Scheme;
}

/** A screen that has not changed for so long is a whole frame, and not a part of one. */
const settledMs = 40;

/** A rate of beats with which a machine that has other work keeps pace, and after one `+` too. */
export const calmArguments = ['--rate', '5'];

/** The environment of a terminal with all colours. */
export const colourEnvironment = {COLORTERM: 'truecolor'};

function read(terminal: Terminal, view: View): Screen {
  return readScreen(terminal.buffer, {...view, isCursorShown: terminal.isCursorShown});
}

/** Resolves after a time. */
export async function pass(timeMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, timeMs));
}

/** Calls `listener` each time the screen has changed and then stood still. */
function onSettled(terminal: Terminal, listener: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  terminal.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(listener, settledMs);
  });
}

/** Takes the next whole frame on which `isWanted` holds for its text. */
export async function takeScreen(
  terminal: Terminal,
  view: View,
  isWanted: (text: string) => boolean,
): Promise<Screen> {
  let taken: Screen | undefined;
  onSettled(terminal, () => {
    if (isWanted(terminal.text)) taken ??= read(terminal, view);
  });
  await terminal.until(() => taken !== undefined, 'a frame to take a picture of');
  return taken as Screen;
}

/** Records every whole frame of a terminal, and the keys that are pressed. */
export class Recorder {
  readonly #startMs = performance.now();
  readonly #frames: Frame[] = [];
  readonly #presses: Press[] = [];
  readonly #terminal: Terminal;
  #isOpen = true;

  constructor(terminal: Terminal, view: View) {
    this.#terminal = terminal;
    this.#frames.push({atMs: 0, screen: read(terminal, view)});
    onSettled(terminal, () => {
      if (!this.#isOpen) return;
      const screen = read(terminal, view);
      this.#frames.push({atMs: this.atMs - settledMs, screen});
    });
  }

  /** The time since the start of the recording. */
  get atMs(): number {
    return performance.now() - this.#startMs;
  }

  /** Presses a key. */
  press(key: string, effect: string): void {
    this.#presses.push({key, effect, atMs: this.atMs});
    this.#terminal.type(key);
  }

  /** Ends the recording; returns what it has. */
  end(): {readonly frames: readonly Frame[]; readonly presses: readonly Press[]} {
    this.#isOpen = false;
    return {frames: this.#frames, presses: this.#presses};
  }
}
