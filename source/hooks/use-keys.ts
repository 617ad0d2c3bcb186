/** Keys: from what the terminal sends to what each of them does. */
import {type Key, useInput, usePaste, useStdin} from 'ink';

/** What some keys do, and how the screen names them. */
export interface Binding {
  /** Names of the keys: the character itself, or `up`, `down`, `left`, `right`, `home`, `end`, `escape`, `ctrl-c` and the like. */
  readonly keys: readonly string[];
  /** The key as the screen writes it; without one the legend and the help leave it out. */
  readonly label?: string;
  /** In one word for the legend, and in a sentence for the help. */
  readonly short?: string;
  readonly long?: string;
  run(): void;
}

/** Does what `bindings` say for each key that is typed; without a terminal for input nothing. */
export function useKeys(bindings: readonly Binding[]): void {
  const {isRawModeSupported} = useStdin();
  useInput(
    (input, key) => {
      for (const name of keyNames(input, key)) {
        bindings.find(({keys}) => keys.includes(name))?.run();
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
  return key.meta ? [] : [...input];
}
