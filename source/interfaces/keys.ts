/** Keys: what they are called on the screen, and what they do; those of watching a run elsewhere and a recording. */

import type {Binding} from '../hooks/use-keys.ts';
import {expandedPanels, type MonitorEvent, type MonitorState} from '../store/monitor.ts';
import type {Store} from '../store/store.ts';

export type MonitorStore = Store<MonitorState, MonitorEvent>;

/** The keys of one way of watching. */
export interface Keys {
  readonly usual: readonly Binding[];
  /** Those while the lab's menu is open, where there is one. */
  readonly lab?: readonly Binding[];
}

/** What keys can do on the screen, besides what they tell the store. */
export interface ScreenTools {
  /** Saves the screen. */
  save(): void;
  /** Shows a sentence for a moment. */
  tell(notice: string): void;
}

/** Makes the keys of one way of watching, for a store that they may ask and tell. */
export type KeysOf = (store: MonitorStore, tools: ScreenTools) => Keys;

/** A run elsewhere: nothing of it can be steered. */
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

/** What plays a recording, as the keys see it. */
export interface PlayControls {
  togglePlay(): void;
  step(direction: -1 | 1): void;
  seekBy(seconds: number): void;
  seekToStart(): void;
  seekToEnd(): void;
  stepSpeed(direction: 'faster' | 'slower'): void;
}

const seekSeconds = 5;

/** A recording: time can be steered. */
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

/** The arrows up and down scroll the help while it is shown, and `move` otherwise. */
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

export function freezeKey(store: MonitorStore): Binding {
  return {
    keys: [' '],
    label: 'space',
    short: 'freeze',
    long: 'freeze the display; the pipeline runs on',
    run: () => store.dispatch({type: 'freezeToggled'}),
  };
}

/** Keys of every way of watching. */
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
