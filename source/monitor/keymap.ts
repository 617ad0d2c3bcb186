/** Key bindings: their actions, and their texts on the screen. */
import type {KeyPress} from '../terminal/key-names.ts';
import {expandedPanels, type MonitorEvent, type MonitorState} from './state.ts';
import type {Store} from './store.ts';

/** The action of one or more keys, and their texts on the screen. */
export interface KeyBinding {
  /**
   * Names of the keys: the character itself, or `up`, `down`, `left`, `right`, `home`, `end`,
   * `enter`, `escape`, `ctrl-c` and similar names.
   */
  readonly keys: readonly string[];
  /** The name on the screen. @default the first key */
  readonly label?: string;
  /** One word for the hints, and a sentence for the help. Without it, these hide the key. */
  readonly short?: string;
  readonly long?: string;
  /**
   * The rank of the key among the hints. A narrow screen leaves out rank 3, a narrower one rank 2.
   * @default 1
   */
  readonly rank?: 1 | 2 | 3;
  /** The key acts repeatedly while it is held down. Keys that toggle act once. */
  readonly isRepeatable?: boolean;
  run(): void;
}

/** The keys of one kind of monitor. */
export interface Keymap {
  /** Keys while the menu of profiles is closed. */
  readonly normal: readonly KeyBinding[];
  /** Keys while the menu is open. Absent in a monitor without profiles. */
  readonly profiles?: readonly KeyBinding[];
}

/** The store of the monitor's state. */
export type MonitorStore = Store<MonitorState, MonitorEvent>;

/** Actions of keys on the screen, besides events of the store. */
export interface MonitorActions {
  /** Saves the screen to files. */
  saveScreen(): void;
  /** Shows a sentence for a few seconds. */
  showNotice(notice: string): void;
}

/** Creates the keys of one kind of monitor. The keys read `store` and dispatch events to it. */
export type KeymapFactory = (store: MonitorStore, actions: MonitorActions) => Keymap;

/** Returns the keys that act, and that the screen shows, in `state`. */
export function selectBindings(
  {normal, profiles = normal}: Keymap,
  {selectedProfile}: MonitorState,
): readonly KeyBinding[] {
  return selectedProfile === null ? normal : profiles;
}

/** Creates the keys up and down. They scroll the help while it is open, else call `move`. */
export function arrowKeys(
  store: MonitorStore,
  move: (step: -1 | 1) => void = () => {},
): readonly KeyBinding[] {
  const run = (step: -1 | 1) => () => {
    if (store.getState().isHelpShown) store.dispatch({type: 'helpScrolled', step});
    else move(step);
  };
  return [
    {keys: ['up'], isRepeatable: true, run: run(-1)},
    {keys: ['down'], isRepeatable: true, run: run(1)},
  ];
}

/** Runs the action of the key that was pressed, if it has one. Returns whether it has one. */
export function runBinding(bindings: readonly KeyBinding[], {name, isRepeat}: KeyPress): boolean {
  const binding = bindings.find(({keys}) => keys.includes(name));
  if (binding !== undefined && (!isRepeat || binding.isRepeatable)) binding.run();
  return binding !== undefined;
}

/**
 * Returns a sentence about a letter that no key has because the keyboard's layout is not Latin;
 * `undefined` for any other key.
 */
export function describeForeignKey(name: string): string | undefined {
  if (!/^\p{L}$/u.test(name) || /^\p{Script=Latin}$/u.test(name)) return undefined;
  return `${name} is not a key here: all letters are Latin; switch the keyboard's layout`;
}

/** Creates a key binding with its texts. */
export function bind(
  keys: readonly string[],
  short: string,
  long: string,
  run: () => void,
  more: Pick<KeyBinding, 'label' | 'rank' | 'isRepeatable'> = {},
): KeyBinding {
  return {keys, short, long, run, ...more};
}

/** Creates the key that freezes the screen. */
export function freezeKey({dispatch}: MonitorStore): KeyBinding {
  const freeze = () => dispatch({type: 'freezeToggled'});
  return bind([' '], 'freeze', 'freeze the display; the pipeline runs on', freeze, {
    label: 'space',
    rank: 3,
  });
}

/** Creates the keys that every monitor has. */
export function commonKeys(
  {dispatch}: MonitorStore,
  {saveScreen}: MonitorActions,
): readonly KeyBinding[] {
  const panels = {
    label: '1-6',
    short: 'panels',
    rank: 3 as const,
    long: `alone: ${expandedPanels.join(', ')} (Esc: all)`,
  };
  const save = 'save the screen as text and its Snapshot as JSON, into this folder';
  const toggleHelp = () => dispatch({type: 'helpToggled'});
  return [
    ...expandedPanels.map((panel, index) => ({
      keys: [`${index + 1}`],
      ...(index === 0 ? panels : {}),
      run: () => dispatch({type: 'panelExpanded', panel}),
    })),
    bind(['s'], 'save', save, saveScreen, {rank: 3}),
    bind(['?'], 'help', 'this text; ? or Esc closes it', toggleHelp),
    {keys: ['escape'], run: () => dispatch({type: 'closed'})},
  ];
}

/** Creates the key that ends the monitor. */
export function quitKey(short: string, long: string, run: () => void): KeyBinding {
  return bind(['q', 'ctrl-c'], short, `${long} (Ctrl-C alike)`, run);
}
