/** Keys: from what the terminal sends to what each of them does. */
import {type Key, useInput, usePaste, useStdin} from 'ink';

/** What some keys do, and how the screen names them. */
export interface Binding {
  /** Names of the keys: the character itself, or `up`, `down`, `left`, `right`, `home`, `end`, `enter`, `escape`, `ctrl-c` and the like. */
  readonly keys: readonly string[];
  /** The key as the screen writes it; without one the legend and the help leave it out. */
  readonly label?: string;
  /** In one word for the legend, and in a sentence for the help. */
  readonly short?: string;
  readonly long?: string;
  /** The legend may leave it out where the screen is narrow. */
  readonly isMinor?: boolean;
  run(): void;
}

/**
 * Does for each key that is typed what is bound to it; without a terminal for input nothing.
 * @param bindingsNow is asked anew for each key, since one may change what the next means
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
  // What is pasted is text, not commands: a q in it must not quit.
  usePaste(() => {}, {isActive: isRawModeSupported});
}

/** The keys that one message of the terminal stands for: those typed in quick succession arrive together. */
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
