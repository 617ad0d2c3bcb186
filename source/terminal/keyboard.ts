import type {ReadStream} from 'node:tty';
import {KeyDecoder} from './key-decoder.ts';
import type {KeyPress} from './key-names.ts';

/** Less than this before its time, a sequence is not late. */
const marginMs = 0.001;

/**
 * The keyboard of a terminal. It reads key presses while it is open, and takes the terminal's own
 * handling of keys out of the way (raw mode).
 */
export class Keyboard {
  readonly #input: ReadStream;
  readonly #onPress: (press: KeyPress) => void;
  readonly #decoder = new KeyDecoder();
  #timer: NodeJS.Timeout | undefined;
  #afterReading: NodeJS.Immediate | undefined;
  #isOpen = false;

  /** @param onPress is called for each press of a key */
  constructor(input: ReadStream, onPress: (press: KeyPress) => void) {
    this.#input = input;
    this.#onPress = onPress;
  }

  /** Takes the keyboard. Sets raw mode even if it was set before: a shell may have changed it. */
  open(): void {
    if (!this.#isOpen) this.#input.on('data', this.#read);
    this.#isOpen = true;
    this.#input.setRawMode(false);
    this.#input.setRawMode(true);
    this.#input.ref();
    this.#input.resume();
  }

  /**
   * Stops reading, and discards a sequence that is under way.
   * @param isOwner the program may change the terminal's modes: it is in the foreground
   */
  close(isOwner = true): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#input.off('data', this.#read);
    this.#input.pause();
    this.#input.unref();
    this.#cancelFlush();
    this.#decoder.reset();
    if (isOwner) this.#input.setRawMode(false);
  }

  readonly #read = (bytes: Uint8Array) => {
    // What has come while the program could not read, such as while it was stopped, is not late.
    const nowMs = Math.min(performance.now(), this.#decoder.dueMs - marginMs);
    this.#run(this.#decoder.push(bytes, nowMs));
  };

  #run(presses: readonly KeyPress[]): void {
    this.#cancelFlush();
    const leftMs = this.#decoder.dueMs - performance.now();
    if (Number.isFinite(leftMs)) {
      const flush = () => this.#run(this.#decoder.flush(performance.now()));
      // After the event loop has read what is there.
      const afterReading = () => {
        this.#afterReading = setImmediate(flush);
      };
      this.#timer = setTimeout(afterReading, Math.max(1, leftMs));
    }
    for (const press of presses) if (this.#isOpen) this.#onPress(press);
  }

  #cancelFlush(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#afterReading);
  }
}
