import {profiles} from '../engine/index.ts';
import type {Binding} from '../hooks/use-keys.ts';
import type {Controls} from './controls.ts';
import {
  arrowKeys,
  commonKeys,
  freezeKey,
  type KeysOf,
  type MonitorStore,
  type ScreenTools,
} from './keys.ts';

/** Creates the keys for a run of this program. They steer the whole run, also from the lab. */
export function liveKeys(controls: Controls): KeysOf {
  return (store, tools) => ({
    usual: [
      {
        keys: ['z'],
        label: 'z',
        short: 'zero-copy',
        long: 'switch between double-buffer and zero-copy, at the next batch',
        run: () => controls.toggleMode(),
      },
      {
        // `=` is the same key without Shift.
        keys: ['+', '='],
        label: '+-',
        short: 'beats',
        long: 'more or fewer beats a second: 1, 2, 5, 10 … 10,000, free-running',
        run: () => controls.stepRate('faster'),
      },
      {keys: ['-'], run: () => controls.stepRate('slower')},
      ...sizeKeys(controls, tools),
      {
        keys: ['l'],
        label: 'l',
        short: 'lab',
        long: 'the lab: profiles to compare, from batches of one to half a million',
        run: () => store.dispatch({type: 'labToggled'}),
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
        isMinor: true,
        long: "crash the selected actor's thread (arrows select): nothing is lost",
        run: () => controls.crash(store.getState().selectedActor),
      },
      ...arrowKeys(store, (step) => store.dispatch({type: 'actorSelected', step})),
      ...commonKeys(store, tools),
      quitKey(controls),
    ],
    lab: labKeys(controls, store, tools),
  });
}

function quitKey(controls: Controls): Binding {
  return {
    keys: ['q', 'ctrl-c'],
    label: 'q',
    short: 'quit',
    long: 'stop, drain and show the summary; twice: at once (Ctrl-C alike)',
    run: () => controls.stop(),
  };
}

function sizeKeys(controls: Controls, {tell}: ScreenTools): readonly Binding[] {
  const telling = (reason: string | undefined) => {
    if (reason !== undefined) tell(reason);
  };
  return [
    {
      keys: ['['],
      label: '[]',
      short: 'capacity',
      long: 'halve or double the capacity of the channels: the pipeline drains first',
      run: () => telling(controls.stepCapacity('half')),
    },
    {keys: [']'], run: () => telling(controls.stepCapacity('double'))},
    {
      keys: [','],
      label: ',.',
      short: 'batch',
      isMinor: true,
      long: 'halve or double the batch that a beat releases',
      run: () => telling(controls.stepBatch('half')),
    },
    {keys: ['.'], run: () => telling(controls.stepBatch('double'))},
  ];
}

/** Creates the keys of the lab's menu. Digits apply a profile, and arrows select one. */
function labKeys(controls: Controls, store: MonitorStore, tools: ScreenTools): readonly Binding[] {
  const take = (place: number) => {
    const profile = profiles[place];
    if (profile === undefined) return;
    controls.take(profile);
    store.dispatch({type: 'labToggled'});
  };
  return [
    {
      keys: ['1'],
      label: `1-${profiles.length}`,
      short: 'take',
      run: () => take(0),
    },
    ...profiles.slice(1).map((_, place) => ({keys: [`${place + 2}`], run: () => take(place + 1)})),
    {
      keys: ['enter'],
      label: '↑↓ Enter',
      short: 'take',
      run: () => take(store.getState().labChoice ?? 0),
    },
    {keys: ['up'], run: () => store.dispatch({type: 'profileSelected', step: -1})},
    {keys: ['down'], run: () => store.dispatch({type: 'profileSelected', step: 1})},
    ...sizeKeys(controls, tools),
    {
      keys: ['escape', 'l'],
      label: 'Esc',
      short: 'back',
      run: () => store.dispatch({type: 'closed'}),
    },
    {keys: ['?'], run: () => store.dispatch({type: 'helpToggled'})},
    quitKey(controls),
  ];
}
