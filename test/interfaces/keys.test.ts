import {describe, expect, it, test, vi} from 'vitest';
import {profiles} from '../../source/engine/index.ts';
import {controlsOf} from '../../source/interfaces/controls.ts';
import {attachedKeys, type KeysOf, replayKeys} from '../../source/interfaces/keys.ts';
import {liveKeys} from '../../source/interfaces/live-keys.ts';
import {reduceMonitor, startMonitor} from '../../source/store/monitor.ts';
import {createStore} from '../../source/store/store.ts';
import {fakeEngine} from '../helpers/fake-engine.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

const engine = fakeEngine(fixedSnapshot());
const leave = vi.fn();
const player = {
  togglePlay: vi.fn(),
  step: vi.fn(),
  seekBy: vi.fn(),
  seekToStart: vi.fn(),
  seekToEnd: vi.fn(),
  stepSpeed: vi.fn(),
};

const ways: [string, KeysOf][] = [
  ['a run of this program', liveKeys(controlsOf(engine, true))],
  ['a run elsewhere', attachedKeys(leave)],
  ['a recording', replayKeys(player, leave)],
];

function open(keysOf: KeysOf) {
  const store = createStore(startMonitor(fixedSnapshot()), reduceMonitor);
  const save = vi.fn();
  const tell = vi.fn();
  const {usual: keys, lab = keys} = keysOf(store, {save, tell});
  const press = (key: string) => {
    const bindings = store.getState().labChoice === null ? keys : lab;
    bindings.find((binding) => binding.keys.includes(key))?.run();
  };
  return {store, keys, lab, press, save, tell};
}

describe.each(ways)('the keys of %s', (_, keysOf) => {
  it('are each bound once', () => {
    const {keys, lab} = open(keysOf);
    for (const bindings of [keys, lab]) {
      const names = bindings.flatMap((binding) => binding.keys);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('that have a label have words for the legend and for the help', () => {
    for (const {label, short, long} of open(keysOf).keys) {
      expect([typeof short, typeof long]).toEqual([
        short === undefined ? 'undefined' : typeof label,
        typeof label,
      ]);
    }
  });

  it('open and close the help, and one of them leaves', () => {
    const {store, press, keys} = open(keysOf);
    press('?');
    expect(store.getState().isHelpShown).toBe(true);
    press('escape');
    expect(store.getState().isHelpShown).toBe(false);
    const [q, controlC] = ['q', 'ctrl-c'].map((key) => keys.find(({keys}) => keys.includes(key)));
    expect(q).toBeDefined();
    expect(controlC).toBe(q);
  });
});

test('a run elsewhere has no key that would steer it', () => {
  const {keys} = open(attachedKeys(leave));
  expect(keys.flatMap(({keys}) => keys)).toEqual([
    ' ',
    'up',
    'down',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    's',
    '?',
    'escape',
    'q',
    'ctrl-c',
  ]);
});

test.each(ways)('the screen of %s can be saved', (_, keysOf) => {
  const {press, save} = open(keysOf);
  press('s');
  expect(save).toHaveBeenCalledOnce();
});

test('the crash is of the actor that is selected', () => {
  const {press} = open(liveKeys(controlsOf(engine, true)));
  press('up');
  press('x');
  expect(engine.commands.at(-1)).toEqual(['crash', 'generator']);
});

test.each(ways)('the arrows scroll the help of %s while it is shown', (_, keysOf) => {
  const {store, press} = open(keysOf);
  press('?');
  press('down');
  press('down');
  press('up');
  expect(store.getState()).toMatchObject({helpTop: 1, selectedActor: 'worker'});
  press('?');
  press('?');
  expect(store.getState().helpTop).toBe(0);
});

test('digits show one panel alone, and Esc all of them', () => {
  const {store, press} = open(attachedKeys(leave));
  press('3');
  expect(store.getState().expanded).toBe('actors');
  press('escape');
  expect(store.getState().expanded).toBeNull();
});

describe('the lab', () => {
  const openLab = () => {
    const opened = open(liveKeys(controlsOf(engine, true)));
    opened.press('l');
    return opened;
  };

  it('opens and closes with l, and closes with Esc', () => {
    const {store, press} = openLab();
    expect(store.getState().labChoice).toBe(0);
    press('l');
    expect(store.getState().labChoice).toBeNull();
    press('l');
    press('escape');
    expect(store.getState().labChoice).toBeNull();
  });

  it('takes the profile of a digit, and closes', () => {
    const {store, press} = openLab();
    press('3');
    expect(engine.commands).toContainEqual(['resize', profiles[2]]);
    expect(store.getState()).toMatchObject({labChoice: null, expanded: null});
  });

  it('takes the one that the arrows have gone to on Enter, and stops at the ends', () => {
    const {press, store} = openLab();
    for (let step = 0; step < 20; step++) press('down');
    expect(store.getState().labChoice).toBe(profiles.length - 1);
    press('up');
    press('enter');
    expect(engine.commands).toContainEqual(['resize', profiles.at(-2)]);
  });

  it('lets the help be read', () => {
    const {press, store} = openLab();
    press('?');
    expect(store.getState()).toMatchObject({labChoice: null, isHelpShown: true});
  });
});

test('a size that can not be is told in a sentence, and nothing is done', () => {
  const {press, tell} = open(liveKeys(controlsOf(fakeEngine(fixedSnapshot()), true)));
  press('.');
  expect(tell).toHaveBeenCalledWith(
    'a batch is at most half the capacity, 524,288 messages: ] doubles that',
  );
});
