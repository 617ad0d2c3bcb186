import {describe, expect, it, vi} from 'vitest';
import type {PipelineData, Snapshot} from '../../source/engine/index.ts';
import {profiles} from '../../source/fizzbuzz/index.ts';
import {selectBindings} from '../../source/monitor/keymap.ts';
import {runKeymap} from '../../source/monitor/run-keymap.ts';
import {createMonitorState, reduceMonitor} from '../../source/monitor/state.ts';
import {createStore} from '../../source/monitor/store.ts';
import {fakeEngine} from '../helpers/fake-engine.ts';
import {fixedSnapshot} from '../helpers/snapshot.ts';

/** An engine in a given state, and a function that presses keys of its run. */
function setUp(
  overrides: Partial<Snapshot> = {},
  beforeSet?: (name: string) => void,
  data?: PipelineData,
) {
  const snapshot = fixedSnapshot(overrides);
  const engine = fakeEngine(snapshot, data && {data, behaviour: {actors: {}}});
  const store = createStore(createMonitorState(snapshot, null, profiles), reduceMonitor);
  const showNotice = vi.fn();
  const keymap = runKeymap(engine, beforeSet)(store, {saveScreen() {}, showNotice});
  const press = (...keys: string[]) => {
    for (const key of keys) {
      const bindings = selectBindings(keymap, store.getState());
      bindings.find(({keys}) => keys.includes(key))?.run();
    }
  };
  return {engine, keymap, showNotice, press, commands: engine.commands};
}

function withSettings(changes: Partial<Snapshot['settings']>): Partial<Snapshot> {
  return {settings: {...fixedSnapshot().settings, ...changes} as Snapshot['settings']};
}

describe('the mode', () => {
  it.each([
    ['double-buffer', 'zero-copy'],
    ['zero-copy', 'double-buffer'],
  ])('is switched from %s to %s', (mode, other) => {
    const {commands, press} = setUp(withSettings({mode}));
    press('z');
    expect(commands).toEqual([['set', ['mode', other]]]);
  });
});

describe('the rate', () => {
  it('goes a step up or down, up also without Shift', () => {
    const {commands, press} = setUp(withSettings({beatPeriodMs: 2}));
    press('+', '=', '-');
    expect(commands).toEqual([
      ['set', ['beatPeriodMs', 1]],
      ['set', ['beatPeriodMs', 1]],
      ['set', ['beatPeriodMs', 5]],
    ]);
  });

  it('above 10,000 beats a second runs free', () => {
    const {commands, press} = setUp(withSettings({beatPeriodMs: 0.1}));
    press('+');
    expect(commands).toEqual([['set', ['beatPeriodMs', 0]]]);
  });

  it('that changes is announced before, so that a number of beats can be lifted', () => {
    const order: unknown[] = [];
    const {commands, press} = setUp(withSettings({beatPeriodMs: 2}), (name) => {
      order.push(name, commands.length);
    });
    press('-');
    expect(order).toEqual(['beatPeriodMs', 0]);
    expect(commands).toHaveLength(1);
  });

  it('at its end changes nothing, and announces nothing', () => {
    const beforeSet = vi.fn();
    const {commands, press} = setUp(withSettings({beatPeriodMs: 0}), beforeSet);
    press('+');
    expect(commands).toEqual([]);
    expect(beforeSet).not.toHaveBeenCalled();
  });
});

describe('a pause', () => {
  it.each([
    ['running', true],
    ['paused', false],
  ] as const)('of a run that is %s begins or ends with the same key', (state, isPaused) => {
    const {commands, press} = setUp({state});
    press('p');
    expect(commands).toEqual([['setPaused', isPaused]]);
  });
});

describe('a crash', () => {
  it('is of the actor that is selected', () => {
    const {commands, press} = setUp();
    press('down', 'x');
    expect(commands).toEqual([['crash', 'logger']]);
  });
});

describe('a stop', () => {
  it('is asked for as often as its key is pressed, since the second one means at once', () => {
    const {commands, press} = setUp();
    press('q', 'ctrl-c');
    expect(commands).toEqual([
      ['stop', 'key'],
      ['stop', 'key'],
    ]);
  });
});

describe('the size', () => {
  it('is stepped from what it is about to be, so that keys typed quickly all count', () => {
    const {commands, press} = setUp();
    press(']', ']');
    expect(commands.at(-1)).toEqual([
      'reshape',
      {capacityMessages: 4_194_304, batchMessages: 2_097_152},
    ]);
  });

  it('that cannot be had gives a sentence, and no command', () => {
    const {commands, press, showNotice} = setUp();
    press('.');
    expect(showNotice).toHaveBeenCalledWith(expect.stringMatching(/at most half/));
    expect(commands).toEqual([]);
  });
});

describe('a profile', () => {
  it('is applied as a whole: size, mode and beat, and only changes are announced', () => {
    const beforeSet = vi.fn();
    const {commands, press} = setUp(withSettings({mode: 'double-buffer'}), beforeSet);
    press('l', '1');
    expect(commands).toEqual([
      ['reshape', {capacityMessages: 64, batchMessages: 1, threads: 'auto', lanes: 1}],
      ['set', ['mode', 'double-buffer']],
      ['set', ['beatPeriodMs', 1_000]],
    ]);
    expect(beforeSet.mock.calls).toEqual([['beatPeriodMs']]);
  });

  it('whose memory is refused changes nothing else', () => {
    const {engine, commands, press} = setUp();
    engine.reshape = () => {};
    press('l', '1');
    expect(commands).toEqual([]);
  });
});

describe('the keys of another pipeline', () => {
  const data: PipelineData = {
    name: 'other',
    channels: {lines: {from: 'source', to: 'sink'}},
    actors: {source: {}, sink: {}},
    threads: [[['source', 'sink']]],
    throughput: 'lines',
    settings: {
      level: {
        initial: 1,
        min: 1,
        max: 9,
        steps: [1, 5, 9],
        keys: ['{', '}'],
        short: 'level',
        long: 'l',
      },
      color: {choices: ['red', 'blue'], initial: 'red', keys: ['c'], short: 'color', long: 'c'},
      plain: {initial: 0, min: 0, max: 1},
    },
  };
  const {keymap, commands, press} = setUp(withSettings({level: 5, color: 'blue'}), undefined, data);

  it('are those of its settings, without a menu of profiles', () => {
    expect(keymap.normal.slice(0, 3).map(({keys, label}) => [keys, label])).toEqual([
      [['{'], '{}'],
      [['}'], undefined],
      [['c'], 'c'],
    ]);
    expect(keymap.profiles).toBeUndefined();
    expect(keymap.normal.flatMap(({keys}) => keys)).not.toContain('l');
  });

  it('step its settings', () => {
    press('{', '}', 'c');
    expect(commands).toEqual([
      ['set', ['level', 1]],
      ['set', ['level', 9]],
      ['set', ['color', 'red']],
    ]);
  });

  it('do not speak of beats that it does not have', () => {
    expect(JSON.stringify(keymap.normal)).not.toContain('beat');
  });
});
