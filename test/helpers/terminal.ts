/** The built program in a real pseudo-terminal, with a screen that can be read. */
import {closeSync, constants, openSync, writeSync} from 'node:fs';
import pty from '@lydell/node-pty';
import headless from '@xterm/headless';
import {environment, programPath} from './built.ts';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Record<string, string>;
  /** The folder it is started in; this one without. */
  readonly folder?: string;
  /** What is started with the arguments, instead of the program. */
  readonly command?: string;
}

const pollMs = 25;
const patienceMs = 45_000;

/** Characters that terminals ignore, also within sequences. */
const nothing = Buffer.alloc(256);

/** Writes such characters until there is no room. Returns whether any was written. */
function writeNothing(descriptor: number): boolean {
  for (let times = 0; ; times++) {
    try {
      writeSync(descriptor, nothing);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return times > 0;
      throw error;
    }
  }
}

export class Terminal {
  readonly exitCode: Promise<number>;
  readonly #screen: headless.Terminal;
  readonly #pty: pty.IPty;
  #bytes = '';

  constructor(args: readonly string[], options: TerminalOptions = {}) {
    const {columns = 80, rows = 24, env = {}, folder = process.cwd(), command} = options;
    this.#screen = new headless.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      scrollback: 500,
    });
    const program = command === undefined ? [programPath, ...args] : [...args];
    this.#pty = pty.spawn(command ?? process.execPath, program, {
      cols: columns,
      rows,
      // This, and not the environment, becomes TERM.
      name: env.TERM ?? 'xterm-256color',
      env: environment(env),
      cwd: folder,
    });
    this.#pty.onData((data) => {
      this.#bytes += data;
      this.#screen.write(data);
    });
    this.exitCode = new Promise((resolve) => {
      this.#pty.onExit(({exitCode, signal}) => {
        // As a shell counts a program that a signal has ended.
        const code = signal ? 128 + signal : exitCode;
        // The last bytes are still on their way to the screen when the program has ended.
        this.#screen.write('', () => resolve(code));
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Stops reading what the program writes, as a window does that hangs. */
  pauseReading(): void {
    this.#pty.pause();
  }

  /** Stops reading, and leaves no room in the system's buffers for what the program writes. */
  async stopTaking(): Promise<void> {
    this.pauseReading();
    const {ptsName} = this.#pty as unknown as {readonly ptsName: string};
    const {O_WRONLY, O_NOCTTY, O_NONBLOCK} = constants;
    const descriptor = openSync(ptsName, O_WRONLY | O_NOCTTY | O_NONBLOCK);
    // A read that was pending may still make room, so the buffers must stay full for some polls.
    for (let full = 0; full < 3; ) {
      if (writeNothing(descriptor)) full = 0;
      else full++;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    closeSync(descriptor);
  }

  resumeReading(): void {
    this.#pty.resume();
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  kill(signal: string): void {
    this.#pty.kill(signal);
  }

  /** Closes our end, as a terminal window does that is closed. */
  hangUp(): void {
    (this.#pty as unknown as {destroy(): void}).destroy();
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** The screen that is shown now, cell by cell. */
  get buffer(): headless.IBuffer {
    return this.#screen.buffer.active;
  }

  /** Calls `listener` after the screen may have changed. */
  onChange(listener: () => void): void {
    this.#screen.onWriteParsed(listener);
  }

  /** The lines on the screen, without trailing blanks. */
  get lines(): string[] {
    const {active} = this.#screen.buffer;
    return Array.from({length: this.#screen.rows}, (_, row) => {
      const line = active.getLine(active.baseY + row);
      return line?.translateToString(true, 0, this.#screen.cols) ?? '';
    });
  }

  /** Everything on the normal screen, what has scrolled out of sight included. */
  get scrollback(): string {
    const {normal} = this.#screen.buffer;
    const lines = Array.from({length: normal.length}, (_, row) => {
      const line = normal.getLine(row);
      const text = line?.translateToString(true) ?? '';
      return line?.isWrapped ? text : `\n${text}`;
    });
    return lines.join('');
  }

  /** Every byte that the program has written. */
  get received(): string {
    return this.#bytes;
  }

  get text(): string {
    return this.lines.join('\n');
  }

  get isAlternate(): boolean {
    return this.#screen.buffer.active.type === 'alternate';
  }

  /** Whether the last thing said of the cursor was that it be shown. */
  get isCursorShown(): boolean {
    return this.#bytes.lastIndexOf('\u001B[?25h') >= this.#bytes.lastIndexOf('\u001B[?25l');
  }

  /** Resolves when the screen shows `pattern`; throws with the screen when it does not in time. */
  async shows(pattern: RegExp): Promise<void> {
    await this.until(() => pattern.test(this.text), `${pattern} to be shown`);
  }

  /** Resolves when `isTrue`; throws with the screen when it does not become so in time. */
  async until(isTrue: () => boolean, what: string): Promise<void> {
    const endMs = performance.now() + patienceMs;
    while (!isTrue()) {
      if (performance.now() > endMs) throw new Error(`waited for ${what} in vain:\n${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}
