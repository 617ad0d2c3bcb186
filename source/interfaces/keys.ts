/** The keys of each way of watching: what they are called on the screen, and what they do. */
import type {Binding} from '../hooks/use-keys.ts';
import {expandedPanels, type MonitorEvent, type MonitorState} from '../store/monitor.ts';
import type {Store} from '../store/store.ts';
import type {Controls} from './controls.ts';

export type MonitorStore = Store<MonitorState, MonitorEvent>;

/** Makes the keys of one way of watching, for a store that they may ask and tell; `save` saves the screen. */
export type KeysOf = (store: MonitorStore, save: () => void) => readonly Binding[];

/** A run of this program: everything can be steered. */
export function liveKeys(controls: Controls): KeysOf {
  return (store, save) => [
    {
      keys: ['z'],
      label: 'z',
      short: 'zero-copy',
      long: 'switch between double-buffer and zero-copy, at the next batch',
      run: () => controls.toggleMode(),
    },
    {
      // The same key without the shift.
      keys: ['+', '='],
      label: '+',
      short: 'faster',
      long: 'more beats a second: 1, 2, 5, 10 … 10,000, then free-running',
      run: () => controls.stepRate('faster'),
    },
    {
      keys: ['-'],
      label: '-',
      short: 'slower',
      long: 'fewer beats a second',
      run: () => controls.stepRate('slower'),
    },
    {
      keys: ['p'],
      label: 'p',
      short: 'pause',
      long: 'pause the pipeline, and resume it',
      run: () => controls.togglePause(),
    },
    freezeKey(store),
    {
      keys: ['x'],
      label: 'x',
      short: 'crash',
      long: "crash the selected actor's thread (arrows select): nothing is lost",
      run: () => controls.crash(store.getState().selectedActor),
    },
    {keys: ['up'], run: () => store.dispatch({type: 'actorSelected', step: -1})},
    {keys: ['down'], run: () => store.dispatch({type: 'actorSelected', step: 1})},
    ...commonKeys(store, save),
    {
      keys: ['q', 'ctrl-c'],
      label: 'q',
      short: 'quit',
      long: 'stop, drain and show the summary; twice: at once (Ctrl-C alike)',
      run: () => controls.stop(),
    },
  ];
}

/** A run elsewhere: nothing of it can be steered. */
export function attachedKeys(leave: () => void): KeysOf {
  return (store, save) => [
    freezeKey(store),
    ...commonKeys(store, save),
    {
      keys: ['q', 'ctrl-c'],
      label: 'q',
      short: 'leave',
      long: 'leave; the run goes on without you (Ctrl-C alike)',
      run: leave,
    },
  ];
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
  return (store, save) => [
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
    ...commonKeys(store, save),
    {
      keys: ['q', 'ctrl-c'],
      label: 'q',
      short: 'quit',
      long: 'leave (Ctrl-C alike)',
      run: leave,
    },
  ];
}

function freezeKey(store: MonitorStore): Binding {
  return {
    keys: [' '],
    label: 'space',
    short: 'freeze',
    long: 'freeze the display; the pipeline runs on',
    run: () => store.dispatch({type: 'freezeToggled'}),
  };
}

/** Keys of every way of watching. */
function commonKeys(store: MonitorStore, save: () => void): readonly Binding[] {
  return [
    {
      keys: ['1'],
      label: '1-6',
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
      long: 'save the screen as text and its Snapshot as JSON, into this folder',
      run: save,
    },
    {
      keys: ['?'],
      label: '?',
      short: 'help',
      long: 'this text; any of ? and Esc closes it',
      run: () => store.dispatch({type: 'helpToggled'}),
    },
    {keys: ['escape'], run: () => store.dispatch({type: 'closed'})},
  ];
}
