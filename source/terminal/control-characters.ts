/** The control characters of the input of a terminal. */

/** The escape character, which begins sequences. */
export const escapeCharacter = '\u001B';
/** The end of a pasted text, in 7 bits and in 8. */
export const pasteEnds = [`${escapeCharacter}[201~`, '\u009B201~'];
/** The most characters of such an end. */
export const longestEnd = Math.max(...pasteEnds.map(({length}) => length));
/** Characters that abort a sequence: cancel, substitute, and the user's interrupt. */
export const aborting = ['\u0018', '\u001A', '\u0003'];
/** Ends a string, beside `stringEnd`. */
export const bell = '\u0007';
/** Ends a string, in 8 bits. */
export const stringEnd = '\u009C';

/** Whether a character is a control of an 8-bit terminal, such as CSI in one byte. */
export function isC1(character: string): boolean {
  return character >= '\u0080' && character < '\u00A0';
}

/** Whether a character can stand between an escape character and the final one. */
export function isIntermediate(character: string): boolean {
  return character >= ' ' && character < '0';
}

/** Returns the character that follows an escape character in the 7-bit form of a C1 control. */
export function toEscaped(control: string): string {
  return String.fromCharCode(control.charCodeAt(0) - 0x40);
}
