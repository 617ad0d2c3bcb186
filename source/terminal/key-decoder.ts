/**
 * Decodes the bytes of a terminal into key presses.
 *
 * A terminal sends more than typed keys: answers to queries, mouse reports, pasted text. All of it
 * can come late and in pieces. The decoder is the state machine of a terminal in the opposite
 * direction. It puts sequences together over any number of pieces, and swallows whole what is not a
 * key. What it cannot complete in time is dropped. No part of a sequence ever becomes a key.
 * Sources: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html,
 * https://sw.kovidgoyal.net/kitty/keyboard-protocol/ and https://vt100.net/emu/dec_ansi_parser
 */
import {
  aborting,
  bell,
  escapeCharacter,
  isC1,
  isIntermediate,
  longestEnd,
  pasteEnds,
  stringEnd,
  toEscaped,
} from './control-characters.ts';
import {introducers, quickStates, type State} from './decoder-states.ts';
import {applicationKey, controlKey, type KeyPress, typedKey} from './key-names.ts';
import {Utf8Decoder} from './utf8.ts';

/** Time after which an escape character alone is the key Escape. Slow lines are faster. */
const escapeMs = 200;
/**
 * Time after the key Escape in which the rest of a sequence can still come. A typed `[` within this
 * time is lost. The opposite error would be a command that nobody gave.
 */
const lateRestMs = 600;
/** Time after which the rest of a sequence does not come any more. */
const sequenceMs = 2_000;
/** Time after which the rest of a pasted text does not come any more. */
const pasteMs = 5_000;

/** Characters that follow the old reports of the mouse, by their final character. */
const oldMouse: Readonly<Record<string, number>> = {M: 3, t: 2, T: 6};

/** Decodes bytes into key presses. The caller passes the time, in milliseconds of any clock. */
export class KeyDecoder {
  readonly #utf8 = new Utf8Decoder();
  #state: State = 'ground';
  /** The characters of the sequence so far: parameters, or the last ones of a pasted text. */
  #collected = '';
  /** Escape characters that precede the sequence. More than one are a modifier. */
  #escapes = 0;
  /** Characters of an old mouse report that are still to come. */
  #leftCharacters = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #escapeKeyMs = Number.NEGATIVE_INFINITY;
  /** The end of a sequence that may be typed keys. These come one by one, and would prolong it. */
  #lateDueMs = Number.POSITIVE_INFINITY;
  #presses: KeyPress[] = [];

  /** The time at which `flush` has an effect; `Infinity` between sequences. */
  get dueMs(): number {
    if (this.#state === 'ground') return Number.POSITIVE_INFINITY;
    if (quickStates.includes(this.#state)) return this.#lastMs + escapeMs;
    const restMs = this.#lastMs + (this.#state === 'paste' ? pasteMs : sequenceMs);
    return Math.min(restMs, this.#lateDueMs);
  }

  /** Decodes the next piece of the input. */
  push(bytes: Uint8Array, nowMs: number): readonly KeyPress[] {
    this.#takeOverdue(nowMs);
    // The rest of a character does not come so late.
    if (nowMs - this.#lastMs >= sequenceMs) this.#utf8.flush(() => {});
    if (this.#isInterrupt(bytes, nowMs)) this.#enter('ground');
    this.#lastMs = nowMs;
    for (const byte of bytes) this.#utf8.push(byte, (character) => this.#take(character));
    return this.#takePresses();
  }

  /** Ends a sequence whose rest did not come in time. */
  flush(nowMs: number): readonly KeyPress[] {
    this.#takeOverdue(nowMs);
    return this.#takePresses();
  }

  /** Forgets a sequence that is under way. */
  reset(): void {
    this.#utf8.flush(() => {});
    this.#enter('ground');
  }

  /** Whether a Ctrl-C, alone and after silence, is to leave a paste whose end is lost. */
  #isInterrupt(bytes: Uint8Array, nowMs: number): boolean {
    const isAlone = bytes.length === 1 && bytes[0] === 3 && nowMs - this.#lastMs >= escapeMs;
    return isAlone && this.#state === 'paste';
  }

  #takePresses(): readonly KeyPress[] {
    const presses = this.#presses;
    this.#presses = [];
    return presses;
  }

  #takeOverdue(nowMs: number): void {
    if (nowMs < this.dueMs) return;
    const escapes = this.#state === 'escape' ? this.#escapes : 0;
    if (escapes > 0) this.#escapeKeyMs = this.#lastMs + escapeMs;
    this.reset();
    for (let count = 0; count < escapes; count++) this.#press({name: 'escape', isRepeat: false});
  }

  #take(character: string): void {
    if (this.#state === 'paste') this.#takePasted(character);
    else if (character === escapeCharacter) this.#takeEscape();
    else if (aborting.includes(character)) this.#takeAborting(character);
    else if (isC1(character) && this.#state !== 'string' && this.#state !== 'mouse') {
      this.#enter(introducers[toEscaped(character)] ?? 'ground');
    } else this.#takers[this.#state](character);
  }

  /** What takes a character, by state. */
  readonly #takers: Readonly<Record<State, (character: string) => void>> = {
    ground: (character) => this.#takeTyped(character),
    // Without an introducer, it is a key with Alt, or the end of a string.
    escape: (character) =>
      this.#enter(
        introducers[character] ?? (isIntermediate(character) ? 'intermediate' : 'ground'),
      ),
    intermediate: (character) => {
      if (!isIntermediate(character)) this.#enter('ground');
    },
    'string end': (character) => this.#enter(introducers[character] ?? 'ground'),
    control: (character) => this.#takeControl(character),
    application: (character) => this.#takeApplication(character),
    string: (character) => {
      if (character === bell || character === stringEnd) this.#enter('ground');
    },
    focus: (character) => {
      this.#enter(character === 'T' ? 'iterm' : 'ground');
      if (character !== 'T') this.#take(character);
    },
    iterm: (character) => {
      if (character === 'n') this.#enter('ground');
    },
    mouse: (character) => this.#takeMouse(character),
    paste: (character) => this.#takePasted(character),
  };

  #takeAborting(character: string): void {
    this.#enter('ground');
    this.#press(typedKey(character));
  }

  #takeTyped(character: string): void {
    const state = introducers[character];
    const isLateRest = this.#lastMs - this.#escapeKeyMs < lateRestMs;
    this.#escapeKeyMs = Number.NEGATIVE_INFINITY;
    if (isLateRest && state !== undefined) {
      this.#enter(state);
      this.#lateDueMs = this.#lastMs + sequenceMs;
    } else this.#press(typedKey(character));
  }

  #takeEscape(): void {
    const isInString = this.#state === 'string';
    const escapes = this.#state === 'escape' ? this.#escapes + 1 : 1;
    this.#enter(isInString ? 'string end' : 'escape');
    this.#escapes = escapes;
  }

  #takeControl(character: string): void {
    const isFirst = this.#collected === '';
    // The function keys of the Linux console: CSI [ A.
    const isConsoleKey = this.#collected === '[';
    // rxvt ends its keys with Shift in `$`, which elsewhere precedes the final character.
    const isRxvtKey = character === '$' && /^[235678]$/.test(this.#collected);
    const isParameter = (character >= ' ' && character < '@') || (isFirst && character === '[');
    if (isParameter && !isRxvtKey && !isConsoleKey) {
      this.#collected += character;
      return;
    }
    const parameters = this.#collected;
    const hasModifier = this.#escapes > 1 || isConsoleKey || isRxvtKey;
    this.#enter('ground');
    const length = isFirst ? oldMouse[character] : undefined;
    if (length !== undefined) {
      this.#enter('mouse');
      this.#leftCharacters = length;
    } else if (isFirst && character === 'I') this.#enter('focus');
    else if (character === '~' && parameters === '200') this.#enter('paste');
    else if (!hasModifier && character >= '@' && character < '\u007F') {
      this.#press(controlKey(parameters, character));
    }
  }

  #takeApplication(character: string): void {
    if ((character >= '0' && character <= '9') || character === ';') {
      this.#collected += character;
      return;
    }
    const press = this.#escapes > 1 ? undefined : applicationKey(this.#collected, character);
    this.#enter('ground');
    this.#press(press);
  }

  #takeMouse(character: string): void {
    // xterm sends NUL beyond column 223. No other coordinate is a control character: it begins
    // something else.
    if (character < ' ' && character !== '\0') {
      this.#enter('ground');
      this.#take(character);
      return;
    }
    this.#leftCharacters--;
    if (this.#leftCharacters === 0) this.#enter('ground');
  }

  #takePasted(character: string): void {
    this.#collected = (this.#collected + character).slice(-longestEnd);
    if (pasteEnds.some((end) => this.#collected.endsWith(end))) this.#enter('ground');
  }

  #enter(state: State): void {
    if (state === 'ground' || state === 'escape') this.#escapes = 0;
    if (state === 'ground') this.#lateDueMs = Number.POSITIVE_INFINITY;
    this.#state = state;
    this.#collected = '';
  }

  #press(press: KeyPress | undefined): void {
    if (press !== undefined) this.#presses.push(press);
  }
}
