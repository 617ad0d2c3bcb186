/**
 * Key bindings: their texts on the screen and their actions. This file has the keys of an attached
 * run and of a recording, and the keys that all monitors share.
 */

import type {Binding} from '../hooks/use-keys.ts';
import {expandedPanels, type MonitorEvent, type MonitorState} from '../store/monitor.ts';
import type {Store} from '../store/store.ts';

/** The store of the monitor's state. */
export type MonitorStore = Store<MonitorState, MonitorEvent>;

/** The keys of one kind of monitor. */
export interface Keys {
  /** Keys while the lab's menu is closed. */
  readonly usual: readonly Binding[];
  /** Keys while the lab's menu is open. Absent in a monitor without a lab. */
  readonly lab?: readonly Binding[];
}

/** Actions of keys on the screen, besides events of the store. */
export interface ScreenTools {
  /** Saves the screen to files. */
  save(): void;
  /** Shows a sentence for a few seconds. */
  tell(notice: string): void;
}

/** Creates the keys of one kind of monitor. The keys read `store` and dispatch events to it. */
export type KeysOf = (store: MonitorStore, tools: ScreenTools) => Keys;

/** Creates the keys for a run in another process. They cannot steer the run. */
export function attachedKeys(leave: () => void): KeysOf {
  return (store, tools) => ({
    usual: [
      freezeKey(store),
      ...arrowKeys(store),
      ...commonKeys(store, tools),
      {
        keys: ['q', 'ctrl-c'],
        label: 'q',
        short: 'leave',
        long: 'leave; the run goes on without you (Ctrl-C alike)',
        run: leave,
      },
    ],
  });
}

/** The commands of the keys for the player of a recording. */
export interface PlayControls {
  togglePlay(): void;
  step(direction: -1 | 1): void;
  seekBy(seconds: number): void;
  seekToStart(): void;
  seekToEnd(): void;
  stepSpeed(direction: 'faster' | 'slower'): void;
}

const seekSeconds = 5;

/** Creates the keys for a recording. They steer the time. */
export function replayKeys(player: PlayControls, leave: () => void): KeysOf {
  return (store, tools) => ({
    usual: [
      {
        keys: [' ', 'p'],
        label: 'space',
        short: 'pause',
        long: 'pause the replay, and go on (p alike)',
        run: () => player.togglePlay(),
      },
      {
        keys: ['.'],
        label: '.',
        short: 'next',
        long: 'pause, and go on by one Snapshot',
        run: () => player.step(1),
      },
      {
        keys: [','],
        label: ',',
        short: 'previous',
        long: 'pause, and go back by one Snapshot',
        run: () => player.step(-1),
      },
      {
        keys: ['+', '='],
        label: '+',
        short: 'faster',
        long: 'play faster, up to 16 times',
        run: () => player.stepSpeed('faster'),
      },
      {
        keys: ['-'],
        label: '-',
        short: 'slower',
        long: 'play slower, down to a quarter',
        run: () => player.stepSpeed('slower'),
      },
      {
        keys: ['left'],
        label: '← →',
        short: 'seek',
        long: `${seekSeconds} seconds back or forward; Home and End: to the ends`,
        run: () => player.seekBy(-seekSeconds),
      },
      {keys: ['right'], run: () => player.seekBy(seekSeconds)},
      {keys: ['home'], run: () => player.seekToStart()},
      {keys: ['end'], run: () => player.seekToEnd()},
      ...arrowKeys(store),
      ...commonKeys(store, tools),
      {
        keys: ['q', 'ctrl-c'],
        label: 'q',
        short: 'quit',
        long: 'leave (Ctrl-C alike)',
        run: leave,
      },
    ],
  });
}

/** Creates the keys up and down. They scroll the help while it is open, else call `move`. */
export function arrowKeys(
  store: MonitorStore,
  move: (step: -1 | 1) => void = () => {},
): readonly Binding[] {
  const run = (step: -1 | 1) => () => {
    if (store.getState().isHelpShown) store.dispatch({type: 'helpScrolled', step});
    else move(step);
  };
  return [
    {keys: ['up'], run: run(-1)},
    {keys: ['down'], run: run(1)},
  ];
}

/** Creates the key that freezes the screen. */
export function freezeKey(store: MonitorStore): Binding {
  return {
    keys: [' '],
    label: 'space',
    short: 'freeze',
    long: 'freeze the display; the pipeline runs on',
    run: () => store.dispatch({type: 'freezeToggled'}),
  };
}

/** Creates the keys that every monitor has. */
export function commonKeys(store: MonitorStore, {save}: ScreenTools): readonly Binding[] {
  return [
    {
      keys: ['1'],
      label: '1-6',
      short: 'panels',
      isMinor: true,
      long: `alone: ${expandedPanels.join(', ')} (Esc: all)`,
      run: () => store.dispatch({type: 'panelExpanded', panel: expandedPanels[0]}),
    },
    ...expandedPanels.slice(1).map((panel, place) => ({
      keys: [`${place + 2}`],
      run: () => store.dispatch({type: 'panelExpanded', panel}),
    })),
    {
      keys: ['s'],
      label: 's',
      short: 'save',
      isMinor: true,
      long: 'save the screen as text and its Snapshot as JSON, into this folder',
      run: save,
    },
    {
      keys: ['?'],
      label: '?',
      short: 'help',
      long: 'this text; ? or Esc closes it',
      run: () => store.dispatch({type: 'helpToggled'}),
    },
    {keys: ['escape'], run: () => store.dispatch({type: 'closed'})},
  ];
}
