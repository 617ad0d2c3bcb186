/** Keyboard input: maps the terminal's input to the actions of keys. */
import {type Key, useInput, usePaste, useStdin} from 'ink';
import type {KeyBinding} from '../monitor/keymap.ts';

/**
 * Runs the binding of each typed key. Does nothing when the input is not a terminal.
 * @param getBindings is called for each key, because one key may change the meaning of the next
 */
export function useKeys(getBindings: () => readonly KeyBinding[]): void {
  const {isRawModeSupported} = useStdin();
  useInput(
    (input, key) => {
      for (const name of toKeyNames(input, key)) {
        getBindings()
          .find(({keys}) => keys.includes(name))
          ?.run();
      }
    },
    {isActive: isRawModeSupported},
  );
  // A pasted text is not a command. A q in it must not quit.
  usePaste(() => {}, {isActive: isRawModeSupported});
}

/**
 * Returns the names of the keys in one input of the terminal. Keys typed in quick succession arrive
 * together.
 */
function toKeyNames(input: string, key: Key): string[] {
  if (key.escape) return ['escape'];
  if (key.upArrow) return ['up'];
  if (key.downArrow) return ['down'];
  if (key.leftArrow) return ['left'];
  if (key.rightArrow) return ['right'];
  if (key.home) return ['home'];
  if (key.end) return ['end'];
  if (key.ctrl) return [`ctrl-${input}`];
  return key.meta ? [] : [...input].map((typed) => (typed === '\r' ? 'enter' : typed));
}
