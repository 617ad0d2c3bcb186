/** The columns that characters take on a terminal. */

/** Below this code every character but combining marks takes one column. */
const wideFrom = 0x1100;
/** Ranges of characters of two columns: East Asian scripts and full-width forms. */
const wideRanges: ReadonlyArray<readonly [number, number]> = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];
/** Drawing characters, arrows and braille: the characters of this program's own pictures. */
const isDrawing = (code: number) => code >= 0x2190 && code < 0x2b00;
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
const emoji = /^\p{Emoji_Presentation}/u;

/** Returns the columns of one character: 0, 1 or 2. */
export function columnsOf(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad ? 0 : 1;
  if (zeroWidth.test(character)) return 0;
  if (code < wideFrom) return 1;
  if (emoji.test(character)) return 2;
  if (isDrawing(code)) return 1;
  return wideRanges.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Returns the columns of a text on one line. */
export function widthOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}
