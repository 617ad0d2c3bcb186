/** The names of keys in the control sequences of terminals. */

/** A key that was pressed. */
export interface KeyPress {
  /**
   * The character, in lower case, or a name: `up`, `down`, `left`, `right`, `home`, `end`,
   * `pageup`, `pagedown`, `insert`, `delete`, `enter`, `tab`, `backspace`, `escape`, `ctrl-c` and
   * similar names.
   */
  readonly name: string;
  /** The key is held down, and the terminal reports its repetitions as such. */
  readonly isRepeat: boolean;
}

/** Final characters of CSI and SS3. */
const finals: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
};

/** Numbers of CSI with the final character `~`. */
const numbered: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
};

/** The numeric keypad in its application mode: final characters of SS3. */
const keypad: Readonly<Record<string, string>> = {
  M: 'enter',
  X: '=',
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
};

/** Codes of the kitty protocol that are no characters. */
const coded: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  127: 'backspace',
  57409: '.',
  57410: '/',
  57411: '*',
  57412: '-',
  57413: '+',
  57414: 'enter',
  57415: '=',
  57416: ',',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
};
const keypadZero = 57_399;
const privateUse = {first: 57_344, last: 63_743};

/** Bits of a modifier parameter, less 1. The two locks do not count as modifiers. */
const [shiftBit, controlBit, lockBits] = [1, 4, 64 | 128];

/** Returns the press of a typed character; `undefined` for a control character without a name. */
export function typedKey(character: string): KeyPress | undefined {
  const code = character.codePointAt(0) as number;
  if (code === 8) return press('backspace');
  if (code === 10) return press('enter');
  if (code < 0x80 && code in coded) return press(coded[code] as string);
  if (code > 0 && code <= 26) return press(`ctrl-${String.fromCharCode(code + 96)}`);
  return code < 32 || (code >= 0x7f && code < 0xa0) ? undefined : press(toKeyName(character));
}

/** Returns the press that SS3 and the final character mean. Keys with modifiers have no name. */
export function applicationKey(parameters: string, final: string): KeyPress | undefined {
  if (parameters !== '') return undefined;
  if (final >= 'p' && final <= 'y') return press(String(final.charCodeAt(0) - 112));
  const name = finals[final] ?? keypad[final];
  return name === undefined ? undefined : press(name);
}

/**
 * Returns the press that a CSI sequence means; `undefined` for a report, a release, and a key with
 * modifiers.
 * @param parameters the characters between CSI and the final one
 */
export function controlKey(parameters: string, final: string): KeyPress | undefined {
  // Reports have a prefix, an intermediate character, or another final character.
  if (!/^[\d;:]*$/.test(parameters)) return undefined;
  const [first = '', modifiers = '', third = ''] = parameters.split(';');
  if (final === 'u') return codedKey(first, modifiers, third);
  if (final === '~' && first === '27') return codedKey(third, modifiers, third);
  const name =
    final === '~'
      ? numbered[first]
      : parameters === '' || first === '1'
        ? finals[final]
        : undefined;
  if (name === undefined || third !== '') return undefined;
  return withModifiers(modifiers, (held) => (held === 0 ? name : undefined));
}

/** Returns the press in a CSI sequence of the kitty protocol, or of modifyOtherKeys. */
function codedKey(codes: string, modifiers: string, text: string): KeyPress | undefined {
  const [code = Number.NaN, shifted, base] = codes
    .split(':')
    .map((part) => Number(part || Number.NaN));
  return withModifiers(modifiers, (held) => {
    const name = coded[code] ?? characterName(code, shifted, base, text, held);
    if (name === undefined) return undefined;
    if (held === controlBit && name.length === 1) return `ctrl-${name}`;
    return held === 0 || (held === shiftBit && name.length === 1) ? name : undefined;
  });
}

/** Returns the name of a key with a character: what it types, in lower case. */
function characterName(
  code: number,
  shifted: number | undefined,
  base: number | undefined,
  text: string,
  held: number,
): string | undefined {
  if (code >= keypadZero && code < keypadZero + 10) return String(code - keypadZero);
  const typed = Number(text.split(':')[0] || shifted || Number.NaN);
  const isShifted = (held & shiftBit) !== 0;
  // Where the keyboard has other letters, the place of the key decides.
  if (code > 0x7f && isPrintable(base)) return String.fromCodePoint(base);
  if (isShifted && isPrintable(typed)) return toKeyName(String.fromCodePoint(typed));
  if (!isPrintable(code)) return undefined;
  const name = toKeyName(String.fromCodePoint(code));
  // What Shift makes of a digit or a sign depends on the keyboard.
  return isShifted && name.toUpperCase() === name ? undefined : name;
}

function isPrintable(code: number | undefined): code is number {
  if (code === undefined || !(code >= 32 && code <= 0x10ffff)) return false;
  return code !== 127 && !(code >= privateUse.first && code <= privateUse.last);
}

/** Returns the press unless the event is a release. `1:3` is no modifier (1) and a release (3). */
function withModifiers(
  parameter: string,
  nameOf: (held: number) => string | undefined,
): KeyPress | undefined {
  const [held = '', event = ''] = parameter.split(':');
  const name = nameOf((Number(held || 1) - 1) & ~lockBits);
  if (name === undefined || event === '3') return undefined;
  return {name, isRepeat: event === '2'};
}

/** Letters are keys regardless of their case. Wide forms of Latin letters are those letters. */
function toKeyName(character: string): string {
  const plain = character.normalize('NFKC');
  return (plain.length === 1 ? plain : character).toLowerCase();
}

function press(name: string): KeyPress {
  return {name, isRepeat: false};
}
