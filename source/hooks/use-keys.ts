/** Keys: from what the terminal sends to what the user means. */
import {useInput, usePaste, useStdin} from 'ink';

export type Command =
  | 'mode'
  | 'faster'
  | 'slower'
  | 'freeze'
  | 'pause'
  | 'crash'
  | 'previousActor'
  | 'nextActor'
  | 'help'
  | 'close'
  | 'stop'
  | 'suspend';

/** Unmodified keys; `=` is `+` without the shift. */
const commands: Readonly<Record<string, Command>> = {
  z: 'mode',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  ' ': 'freeze',
  p: 'pause',
  x: 'crash',
  '?': 'help',
  q: 'stop',
};

/** Keys with Ctrl. In raw mode the terminal sends these as characters, not as signals. */
const controlCommands: Readonly<Record<string, Command>> = {c: 'stop', z: 'suspend'};

/** Calls `perform` for each command key that is typed; without a terminal for input it does nothing. */
export function useKeys(perform: (command: Command) => void): void {
  const {isRawModeSupported} = useStdin();
  useInput(
    (input, key) => {
      if (key.escape) perform('close');
      else if (key.upArrow) perform('previousActor');
      else if (key.downArrow) perform('nextActor');
      else if (key.ctrl) performIf(controlCommands[input], perform);
      // Keys typed in quick succession arrive together.
      else if (!key.meta) for (const character of input) performIf(commands[character], perform);
    },
    {isActive: isRawModeSupported},
  );
  // What is pasted is text, not commands: a q in it must not quit.
  usePaste(() => {}, {isActive: isRawModeSupported});
}

function performIf(command: Command | undefined, perform: (command: Command) => void): void {
  if (command !== undefined) perform(command);
}
