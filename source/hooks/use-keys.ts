/** Keyboard input: maps the terminal's input to the actions of keys. */
import {type Key, useInput, usePaste, useStdin} from 'ink';

/** The action of one or more keys, and their texts on the screen. */
export interface Binding {
  /**
   * Names of the keys: the character itself, or `up`, `down`, `left`, `right`, `home`, `end`,
   * `enter`, `escape`, `ctrl-c` and similar names.
   */
  readonly keys: readonly string[];
  /** The key's name on the screen. Without it, the legend and the help hide the key. */
  readonly label?: string;
  /** One word for the legend. */
  readonly short?: string;
  /** A sentence for the help. */
  readonly long?: string;
  /** The legend of a narrow screen may hide the key. */
  readonly isMinor?: boolean;
  run(): void;
}

/**
 * Runs the binding of each typed key. Does nothing when the input is not a terminal.
 * @param bindingsNow is called for each key, because one key may change the meaning of the next
 */
export function useKeys(bindingsNow: () => readonly Binding[]): void {
  const {isRawModeSupported} = useStdin();
  useInput(
    (input, key) => {
      for (const name of keyNames(input, key)) {
        bindingsNow()
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
function keyNames(input: string, key: Key): string[] {
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
