import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {KeyDecoder} from '../../source/terminal/key-decoder.ts';
import {answers, mouse, otherKeys, pastes} from './reports.ts';

const esc = '\u001B';

/** Pieces of input, with the milliseconds that pass before each of them. */
type Pieces = ReadonlyArray<readonly [number, string | Uint8Array]>;

/** The names of the keys in the pieces, and in what is decided when nothing more comes. */
function decode(pieces: Pieces): string[] {
  const decoder = new KeyDecoder();
  let nowMs = 0;
  const presses = pieces.flatMap(([afterMs, piece]) => {
    nowMs += afterMs;
    const overdue = decoder.dueMs <= nowMs ? decoder.flush(nowMs) : [];
    return [...overdue, ...decoder.push(Buffer.from(piece), nowMs)];
  });
  presses.push(...decoder.flush(nowMs + 60_000));
  return presses.map(({name, isRepeat}) => (isRepeat ? `${name} again` : name));
}

const keysIn = (text: string | Uint8Array) => decode([[0, text]]);

describe('rare forms', () => {
  it.each([
    ['a click beyond column 223 of xterm', `${esc}[M \0q${esc}[M#\0z`, []],
    ['answers and keys of a VT52, and character sets', `${esc}/Z${esc}(1${esc}#3${esc} z`, []],
    ['signs of modifyOtherKeys', `${esc}[27;2;63~${esc}[27;2;43~`, ['?', '+']],
    ['a paste in 8 bits', Buffer.from('\u009B200~z\u009B201~q', 'latin1'), ['q']],
  ])('%s', (_, bytes, names) => expect(keysIn(bytes)).toEqual(names));

  it('keys after Escape and what looks like the start of a string are keys again', () => {
    const typed = Array.from({length: 20}, () => [300, 'q'] as const);
    const names = decode([[0, esc], [300, ']'], ...typed]);
    expect(names[0]).toBe('escape');
    expect(names.filter((name) => name === 'q').length).toBeGreaterThanOrEqual(12);
  });
});

describe('typed keys', () => {
  it.each([
    ['z', ['z']],
    ['Z', ['z']],
    ['+++-', ['+', '+', '+', '-']],
    ['[].,', ['[', ']', '.', ',']],
    ['?', ['?']],
    [' ', [' ']],
    ['\r', ['enter']],
    ['\t', ['tab']],
    ['\u0003', ['ctrl-c']],
    ['\u001A', ['ctrl-z']],
    ['\u007F', ['backspace']],
    ['я', ['я']],
    ['Я', ['я']],
    ['ｑ', ['q']],
    ['Ｑ', ['q']],
    [`${esc}[A`, ['up']],
    [`${esc}OA`, ['up']],
    [`${esc}[B${esc}[C${esc}[D`, ['down', 'right', 'left']],
    [`${esc}[H${esc}[F${esc}[1~${esc}[4~`, ['home', 'end', 'home', 'end']],
    [`${esc}OH${esc}[7~${esc}[8~`, ['home', 'home', 'end']],
    [`${esc}Ok${esc}Om${esc}Op${esc}Oy${esc}OM`, ['+', '-', '0', '9', 'enter']],
    [esc, ['escape']],
    [`${esc}${esc}`, ['escape', 'escape']],
  ])('%j', (text, names) => expect(keysIn(text)).toEqual(names));

  it.each([
    [`${esc}[113u`, ['q']],
    [`${esc}[113;1:1u${esc}[113;1:3u`, ['q']],
    [`${esc}[112;65u`, ['p']],
    [`${esc}[112;2u`, ['p']],
    [`${esc}[97:65;2u`, ['a']],
    [`${esc}[47:63;2u`, ['?']],
    [`${esc}[47;2;63u`, ['?']],
    [`${esc}[61:43;2u`, ['+']],
    [`${esc}[45;1:2u`, ['- again']],
    [`${esc}[1;1:2A`, ['up again']],
    [`${esc}[1;129A`, ['up']],
    [`${esc}[99;5u`, ['ctrl-c']],
    [`${esc}[122;5u`, ['ctrl-z']],
    [`${esc}[27u`, ['escape']],
    [`${esc}[13u`, ['enter']],
    [`${esc}[1103::122u`, ['z']],
    [`${esc}[57413u`, ['+']],
    [`${esc}[27;5;99~`, ['ctrl-c']],
  ])('of the kitty protocol: %j', (text, names) => expect(keysIn(text)).toEqual(names));
});

describe('what is not a typed key', () => {
  const others = Object.entries({...answers, ...mouse, ...otherKeys, ...pastes});

  it.each(others)('%s', (name, text) => {
    const names = keysIn(`${text}y`);
    // A letter of Alt in 8 bits is a letter. It is no key of the monitor.
    expect(names).toEqual(name.includes('8 bits') && text.length === 1 ? ['ð', 'y'] : ['y']);
  });

  it('an old report of the mouse with bytes that are not UTF-8', () => {
    for (let column = 33; column < 256; column++) {
      for (const row of [33, 93, 113, 160, 195, 255]) {
        const report = [0x1b, 0x5b, 0x4d, 0x20, column, row];
        const names = keysIn(Uint8Array.from([...report, ...report, 0x1b, 0x5b, 0x41]));
        expect(names, `${column} ${row}`).toEqual(['up']);
      }
    }
  });

  it('controls of 8 bits in one byte', () => {
    expect(keysIn(Uint8Array.of(0x9b, 0x3f, 0x31, 0x63))).toEqual([]);
    expect(keysIn(Uint8Array.of(0x90, 0x3e, 0x71, 0x9c, 0x71))).toEqual(['q']);
  });

  it('the user’s interrupt gets through an answer that does not end', () => {
    expect(keysIn(`${esc}]52;c;abc\u0003`)).toEqual(['ctrl-c']);
  });
});

describe('sequences in pieces', () => {
  it('an arrow over a slow line is an arrow', () => {
    expect(
      decode([
        [0, esc],
        [60, '[A'],
      ]),
    ).toEqual(['up']);
    expect(
      decode([
        [0, esc],
        [150, '['],
        [1_000, 'A'],
      ]),
    ).toEqual(['up']);
  });

  it('a rest that comes later than the key Escape is no typed text', () => {
    expect(
      decode([
        [0, esc],
        [300, '[A'],
      ]),
    ).toEqual(['escape', 'up']);
    expect(
      decode([
        [0, esc],
        [300, ']52;c;cXB6'],
        [900, `x${esc}\\`],
      ]),
    ).toEqual(['escape']);
  });

  it('a sequence whose rest never comes does not swallow the keys after it', () => {
    expect(
      decode([
        [0, `${esc}[1;`],
        [3_000, 'q'],
      ]),
    ).toEqual(['q']);
    expect(
      decode([
        [0, `${esc}]`],
        [3_000, 'q'],
      ]),
    ).toEqual(['q']);
    expect(
      decode([
        [0, `${esc}[200~abc`],
        [6_000, 'q'],
      ]),
    ).toEqual(['q']);
  });

  it('the end of a string in two pieces is no key Escape', () => {
    expect(
      decode([
        [0, `${esc}P>|tmux 3.4${esc}`],
        [1_500, '\\'],
      ]),
    ).toEqual([]);
  });

  it('after the key Escape typed keys count', () => {
    expect(
      decode([
        [0, esc],
        [300, 'p'],
      ]),
    ).toEqual(['escape', 'p']);
    expect(
      decode([
        [0, esc],
        [1_000, '['],
      ]),
    ).toEqual(['escape', '[']);
  });
});

describe('streams of reports', () => {
  // A terminal of 8 bits has no old reports of the mouse whose bytes are UTF-8: no controls of 8
  // bits begin after them.
  const report = fc.oneof(
    ...[answers, mouse, otherKeys, pastes].map((texts) =>
      fc.constantFrom(...Object.values(texts).filter((text) => !/^[\u0080-\u00FF]/.test(text))),
    ),
    fc
      .tuple(
        fc.constantFrom(']', 'P', '_', '^', 'X'),
        fc.string({
          unit: fc.integer({min: 32, max: 0x2fff}).map((code) => String.fromCodePoint(code)),
        }),
        fc.constantFrom('\u0007', `${esc}\\`, '\u009C'),
      )
      .map(
        ([introducer, text, end]) =>
          esc + introducer + text.replaceAll(/[\u0080-\u009F]/g, '') + end,
      ),
    fc
      .tuple(fc.integer({min: 32, max: 255}), fc.integer({min: 32, max: 255}))
      .map(([column, row]) => Buffer.from([0x1b, 0x5b, 0x4d, 0x20, column, row])),
  );

  /** Divides bytes at the places that `cuts` name, with a pause before each piece. */
  function divide(bytes: Uint8Array, cuts: ReadonlyArray<readonly [number, number]>): Pieces {
    const places = cuts.map(
      ([share, pauseMs]) => [Math.floor(share * bytes.length), pauseMs] as const,
    );
    const ordered = [[0, 0] as const, ...places.toSorted(([one], [other]) => one - other)];
    return ordered.map(([start, pauseMs], index) => [
      pauseMs,
      bytes.subarray(start, ordered[index + 1]?.[0] ?? bytes.length),
    ]);
  }

  it('never become keys, in whatever pieces they come, and the key after them counts', () => {
    const cut = fc.tuple(
      fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
      fc.integer({min: 0, max: 190}),
    );
    fc.assert(
      fc.property(
        fc.array(report, {minLength: 1}),
        fc.array(cut, {maxLength: 12}),
        (reports, cuts) => {
          const bytes = Buffer.concat(reports.map((text) => Buffer.from(text)));
          const pieces = divide(bytes, cuts);
          // What an old mouse report with bytes of another encoding leaves open ends by its time.
          expect(decode([...pieces, [2_500, 'q']])).toEqual(['q']);
        },
      ),
      {numRuns: 2_000},
    );
  });

  it('the beginning of a character leaves nothing behind after some seconds', () => {
    const beginning = Uint8Array.from([0xe0, 0x8f]);
    expect(
      decode([
        [0, beginning],
        [6_000, 'q'],
      ]),
    ).toEqual(['q']);
  });

  it('random bytes leave nothing behind after some seconds', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(
          decode([
            [0, bytes],
            [6_000, 'q'],
          ]).at(-1),
        ).toBe('q');
      }),
    );
  });
});

describe('a pasted text whose end is lost', () => {
  it('is left by Ctrl-C', () => {
    const begun = [0, `${esc}[200~quit`] as const;
    expect(decode([begun, [300, '\u0003'], [300, 'z']])).toEqual(['ctrl-c', 'z']);
  });

  it('is not left by the same character within the text', () => {
    const rest = `${esc}[201~z`;
    expect(
      decode([
        [0, `${esc}[200~a`],
        [20, '\u0003'],
        [20, rest],
      ]),
    ).toEqual(['z']);
    expect(
      decode([
        [0, `${esc}[200~a`],
        [300, 'b\u0003'],
        [20, rest],
      ]),
    ).toEqual(['z']);
  });
});
