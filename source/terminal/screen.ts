import {EventEmitter} from 'node:events';
import type {WriteStream} from 'node:tty';

const enterSequence = '\u001B[?1049h\u001B[H\u001B[2J\u001B[?25l';
const leaveSequence = '\u001B[?25h\u001B[?1049l';
const [pasteOn, pasteOff] = ['\u001B[?2004h', '\u001B[?2004l'];
const eraseScreen = '\u001B[2J\u001B[H';
/** The size of a terminal that does not have one, as under some containers. */
const usualSize = {columns: 80, rows: 24};

/** Events of a screen. */
interface ScreenEvents {
  resize: [];
  /** The content of the terminal is unknown. Everything has to be drawn again. */
  lost: [];
}

/**
 * The screen of a terminal, as a stream for a painter. It draws only while it is taken, and only
 * what the terminal accepts at once.
 *
 * A terminal that is not read accepts nothing after some kilobytes. A frame that comes before the
 * previous one is out is therefore dropped, neither queued nor waited for. Once the terminal
 * accepts output again, everything is drawn anew. Writes of one turn of the event loop are one
 * frame.
 */
export class Screen extends EventEmitter<ScreenEvents> {
  readonly isTTY = true;
  readonly #output: WriteStream;
  readonly #isAlternate: boolean;
  readonly #canDraw: () => boolean;
  #frame = '';
  #isTaken = false;
  #isLost = false;

  /**
   * @param output a terminal whose writes do not block
   * @param isAlternate draws on the alternate screen, and leaves the normal one as it was
   * @param canDraw is asked before each frame; a frame that cannot be drawn is dropped
   */
  constructor(output: WriteStream, isAlternate: boolean, canDraw: () => boolean) {
    super();
    this.#output = output;
    this.#isAlternate = isAlternate;
    this.#canDraw = canDraw;
    this.#output.on('resize', this.#onResize);
  }

  get columns(): number {
    return this.#output.columns || usualSize.columns;
  }

  get rows(): number {
    return this.#output.rows || usualSize.rows;
  }

  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Takes the terminal: its alternate screen, and marked pastes. */
  take(): void {
    this.#isTaken = true;
    this.#output.write((this.#isAlternate ? enterSequence : '') + pasteOn);
    this.#loseContent();
  }

  /** Gives the terminal back as it was. What is still to be drawn is dropped. */
  release(): void {
    if (!this.#isTaken) return;
    if (!this.#isAlternate) this.#draw();
    this.#frame = '';
    this.#isTaken = false;
    this.#output.write(pasteOff + (this.#isAlternate ? leaveSequence : ''));
  }

  /** Ends the use of the terminal's events. */
  close(): void {
    this.release();
    this.#output.off('resize', this.#onResize);
  }

  /** Adds `text` to the present frame, as the stream's method. */
  write(text: string, onWritten: () => void = () => {}): boolean {
    if (this.#isTaken && text !== '') {
      if (this.#frame === '') setImmediate(() => this.#draw());
      this.#frame += text;
    }
    queueMicrotask(onWritten);
    return true;
  }

  /** Erases the terminal. The painter has to draw everything after it. */
  erase(): void {
    if (this.#isAlternate) this.write(eraseScreen);
  }

  #draw(): void {
    const frame = this.#frame;
    this.#frame = '';
    if (frame === '' || !this.#isTaken) return;
    if (this.#output.writableLength > 0 || !this.#canDraw()) {
      this.#isLost = true;
      return;
    }
    this.#output.write(frame, () => {
      if (this.#isLost && this.#output.writableLength === 0) this.#loseContent();
    });
  }

  #loseContent(): void {
    this.#isLost = false;
    this.emit('lost');
  }

  readonly #onResize = () => {
    this.emit('resize');
  };
}
