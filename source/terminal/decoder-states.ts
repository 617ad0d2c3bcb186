/** The states of the decoder of keys, and the characters that begin them. */

/**
 * What the next character belongs to: nothing (`ground`), an escape character, such a character and
 * an intermediate one (ESC / Z, ESC ( B), a CSI sequence (`control`), an SS3 sequence
 * (`application`), a string, the end of a string, an old mouse report, or a pasted text. After
 * CSI I, which reports the focus, iTerm2's name can follow, up to an `n`.
 */
export type State =
  | 'ground'
  | 'escape'
  | 'intermediate'
  | 'control'
  | 'application'
  | 'string'
  | 'string end'
  | 'focus'
  | 'iterm'
  | 'mouse'
  | 'paste';

/** States whose next character comes at once, if it comes. */
export const quickStates: readonly State[] = ['escape', 'intermediate', 'focus'];

/** C1 controls, by the character that follows an escape character in their 7-bit form. */
export const introducers: Readonly<Record<string, State>> = {
  '[': 'control',
  O: 'application',
  P: 'string',
  X: 'string',
  ']': 'string',
  '^': 'string',
  _: 'string',
};
