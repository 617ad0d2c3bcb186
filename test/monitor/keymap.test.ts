import {describe, expect, it, test, vi} from 'vitest';
import {profiles} from '../../source/fizzbuzz/index.ts';
import {attachKeymap} from '../../source/monitor/attach-keymap.ts';
import {type KeymapFactory, selectBindings} from '../../source/monitor/keymap.ts';
import {replayKeymap} from '../../source/monitor/replay-keymap.ts';
import {runKeymap} from '../../source/monitor/run-keymap.ts';
import {createMonitorState, type Profile, reduceMonitor} from '../../source/monitor/state.ts';
import {createStore} from '../../source/monitor/store.ts';
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

const ways: [string, KeymapFactory][] = [
  ['a run of this program', runKeymap(engine)],
  ['a run elsewhere', attachKeymap(leave)],
  ['a recording', replayKeymap(player, leave)],
];

function open(createKeymap: KeymapFactory) {
  const store = createStore(createMonitorState(fixedSnapshot(), null, profiles), reduceMonitor);
  const saveScreen = vi.fn();
  const showNotice = vi.fn();
  const keymap = createKeymap(store, {saveScreen, showNotice});
  const {normal: keys, profiles: menu = keys} = keymap;
  const press = (key: string) => {
    const bindings = selectBindings(keymap, store.getState());
    bindings.find((binding) => binding.keys.includes(key))?.run();
  };
  return {store, keys, menu, press, saveScreen, showNotice};
}

const shapeOf = (profile: Profile | undefined) => {
  const {capacityMessages, batchMessages, threads, lanes} = profile?.settings ?? {};
  return {capacityMessages, batchMessages, threads, lanes};
};

describe.each(ways)('the keys of %s', (_, createKeymap) => {
  it('are each bound once', () => {
    const {keys, menu} = open(createKeymap);
    for (const bindings of [keys, menu]) {
      const names = bindings.flatMap((binding) => binding.keys);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('that have a name have words for the hints and for the help', () => {
    for (const {keys, label, short, long} of open(createKeymap).keys) {
      expect(typeof short, keys.join()).toBe(typeof long);
      if (label !== undefined) expect(short).toBeDefined();
    }
  });

  it('open and close the help, and one of them leaves', () => {
    const {store, press, keys} = open(createKeymap);
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
  const {keys} = open(attachKeymap(leave));
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

test.each(ways)('the screen of %s can be saved', (_, createKeymap) => {
  const {press, saveScreen} = open(createKeymap);
  press('s');
  expect(saveScreen).toHaveBeenCalledOnce();
});

test('the crash is of the actor that is selected', () => {
  const {press} = open(runKeymap(engine));
  press('up');
  press('x');
  expect(engine.commands.at(-1)).toEqual(['crash', 'generator']);
});

test.each(ways)('the arrows scroll the help of %s while it is shown', (_, createKeymap) => {
  const {store, press} = open(createKeymap);
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
  const {store, press} = open(attachKeymap(leave));
  press('3');
  expect(store.getState().expanded).toBe('actors');
  press('escape');
  expect(store.getState().expanded).toBeNull();
});

describe('the lab', () => {
  const openLab = () => {
    const opened = open(runKeymap(engine));
    opened.press('l');
    return opened;
  };

  it('opens and closes with l, and closes with Esc', () => {
    const {store, press} = openLab();
    expect(store.getState().selectedProfile).toBe(0);
    press('l');
    expect(store.getState().selectedProfile).toBeNull();
    press('l');
    press('escape');
    expect(store.getState().selectedProfile).toBeNull();
  });

  it('takes the profile of a digit, and closes', () => {
    const {store, press} = openLab();
    press('3');
    expect(engine.commands).toContainEqual(['reshape', shapeOf(profiles[2])]);
    expect(store.getState()).toMatchObject({selectedProfile: null, expanded: null});
  });

  it('takes the one that the arrows have gone to on Enter, and stops at the ends', () => {
    const {press, store} = openLab();
    for (let step = 0; step < 20; step++) press('down');
    expect(store.getState().selectedProfile).toBe(profiles.length - 1);
    press('up');
    press('enter');
    expect(engine.commands).toContainEqual(['reshape', shapeOf(profiles.at(-2))]);
  });

  it('lets the help be read', () => {
    const {press, store} = openLab();
    press('?');
    expect(store.getState()).toMatchObject({selectedProfile: null, isHelpShown: true});
  });
});

test('a size that cannot be is told in a sentence, and nothing is done', () => {
  const {press, showNotice} = open(runKeymap(fakeEngine(fixedSnapshot())));
  press('.');
  expect(showNotice).toHaveBeenCalledWith(
    'a batch is at most half the capacity, 524,288 messages: ] doubles that',
  );
});
