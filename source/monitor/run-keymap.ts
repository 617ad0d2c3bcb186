import type {Engine, PipelineSize} from '../engine/index.ts';
import {stepLanes} from '../format/lanes.ts';
import {formatCount} from '../format/number.ts';
import {
  arrowKeys,
  bind,
  commonKeys,
  freezeKey,
  type KeyBinding,
  type KeymapFactory,
  type MonitorActions,
  type MonitorStore,
  quitKey,
} from './keymap.ts';
import type {Profile} from './state.ts';
import {applyProfile, stepBatch, stepCapacity, stepSetting, stepThreads} from './steps.ts';

type SetValue = (name: string, value: number | string) => void;

/**
 * Creates the keys for a run of this program. They control the whole run, also from the menu of
 * profiles. The keys of settings follow from the definition.
 * @param beforeSet is called with the name of a setting before a key changes its value
 */
export function runKeymap(
  engine: Engine,
  beforeSet: (name: string) => void = () => {},
): KeymapFactory {
  const {profiles = []} = engine.pipeline.data;
  const setValue: SetValue = (name, value) => {
    if (engine.getSnapshot().settings[name] !== value) beforeSet(name);
    engine.set(name, value);
  };
  const quit = quitKey('quit', 'stop, drain and show the summary; twice: at once', () =>
    engine.stop('key'),
  );
  const pause = () => engine.setPaused(!engine.isPaused);
  const crashText = "crash the selected actor's thread (arrows select): nothing is lost";
  return (store, actions) => {
    const crash = () => engine.crash(store.getState().selectedActor);
    const sizes = sizeKeys(engine, actions);
    const normal = [
      ...settingKeys(engine, setValue),
      ...sizes,
      ...threadsKeys(engine),
      ...lanesKeys(engine, actions),
      ...(profiles.length === 0 ? [] : [menuKey(store, profiles)]),
      bind(['p'], 'pause', 'pause the pipeline, and resume it', pause),
      freezeKey(store),
      bind(['x'], 'crash', crashText, crash, {rank: 2}),
      ...arrowKeys(store, (step) => store.dispatch({type: 'actorSelected', step})),
      ...commonKeys(store, actions),
      quit,
    ];
    if (profiles.length === 0) return {normal};
    const apply = (index: number) => {
      const profile = profiles[index];
      if (profile === undefined) return;
      applyProfile(engine, profile, setValue);
      store.dispatch({type: 'profilesToggled'});
    };
    return {normal, profiles: [...profileKeys(store, profiles, apply, sizes), quit]};
  };
}

/** Creates the keys of each setting that has keys in the definition. */
function settingKeys(engine: Engine, setValue: SetValue): readonly KeyBinding[] {
  const {settings = {}} = engine.pipeline.data;
  return Object.entries(settings).flatMap(([name, setting]) => {
    const {keys = [], short = name, long = name} = setting;
    const texts = {label: keys.join(''), short, long};
    return keys.map((key, index) => ({
      // `=` is the same key as `+` without Shift.
      keys: key === '+' ? [key, '='] : [key],
      ...(index === 0 ? texts : {}),
      isRepeatable: keys.length > 1,
      run() {
        const value = engine.getSnapshot().settings[name] ?? setting.initial;
        const next = stepSetting(setting, value, index === keys.length - 1 ? 1 : -1);
        if (next !== value) setValue(name, next);
      },
    }));
  });
}

/** Creates the keys that halve and double the capacity and the batch. */
function sizeKeys(engine: Engine, {showNotice}: MonitorActions): readonly KeyBinding[] {
  const resize = (step: typeof stepBatch, factor: number) => () => {
    const size: PipelineSize | string = step(engine.shape, factor);
    if (typeof size === 'string') {
      showNotice(size);
      return;
    }
    engine.reshape(size);
    const {capacityMessages} = size;
    if (engine.shape.capacityMessages === capacityMessages) return;
    showNotice(`no memory for a capacity of ${formatCount(capacityMessages)}; nothing has changed`);
  };
  const release = engine.pipeline.data.beat === undefined ? '' : ' that a beat releases';
  const capacity = 'halve or double the capacity of the channels: the pipeline drains first';
  const batch = `halve or double the batch${release}`;
  const major = {label: '[]', isRepeatable: true};
  const minor = {label: ',.', isRepeatable: true};
  return [
    bind(['['], 'capacity', capacity, resize(stepCapacity, 0.5), major),
    {keys: [']'], isRepeatable: true, run: resize(stepCapacity, 2)},
    bind([','], 'batch', batch, resize(stepBatch, 0.5), minor),
    {keys: ['.'], isRepeatable: true, run: resize(stepBatch, 2)},
  ];
}

/** Creates the key of the number of threads, if the pipeline has several groupings. */
function threadsKeys(engine: Engine): readonly KeyBinding[] {
  const {data} = engine.pipeline;
  if (data.threads.length < 2) return [];
  const text = 'the number of threads that the actors share: the pipeline drains first';
  const step = () => engine.reshape({threads: stepThreads(data, engine.shape.threads)});
  return [bind(['t'], 'threads', text, step, {rank: 2})];
}

/** Creates the key of the number of lanes, if the pipeline has lanes. */
function lanesKeys(engine: Engine, {showNotice}: MonitorActions): readonly KeyBinding[] {
  if (engine.pipeline.data.lanes === undefined) return [];
  const text = 'the number of lanes, pipelines side by side, up to one per core: drains first';
  const step = () => {
    const lanes = stepLanes(engine.shape.lanes, engine.getSnapshot());
    if (lanes === engine.shape.lanes) showNotice('one core: more lanes would take turns on it');
    else engine.reshape({lanes});
  };
  return [bind(['n'], 'lanes', text, step, {rank: 2})];
}

const batchWords: Readonly<Record<number, string>> = {1: 'one', 524288: 'half a million'};

function menuKey(store: MonitorStore, profiles: readonly Profile[]): KeyBinding {
  const batches = profiles.map(({settings}) => settings.batchMessages);
  const [least, most] = [Math.min(...batches), Math.max(...batches)].map(
    (batch) => batchWords[batch] ?? formatCount(batch),
  );
  const text = `the lab: profiles to compare, from batches of ${least} to ${most}`;
  return bind(['l'], 'lab', text, () => store.dispatch({type: 'profilesToggled'}));
}

/** Creates the keys of the menu. Digits apply a profile, and arrows select one. */
function profileKeys(
  {dispatch, getState}: MonitorStore,
  profiles: readonly Profile[],
  apply: (index: number) => void,
  sizes: readonly KeyBinding[],
): readonly KeyBinding[] {
  const select = (step: -1 | 1) => () => dispatch({type: 'profileSelected', step});
  const applySelected = () => apply(getState().selectedProfile ?? 0);
  const close = () => dispatch({type: 'closed'});
  return [
    ...profiles.map((_, index) => ({
      keys: [`${index + 1}`],
      ...(index === 0 ? {label: `1-${profiles.length}`, short: 'take'} : {}),
      run: () => apply(index),
    })),
    {keys: ['enter'], label: '↑↓ Enter', short: 'take', run: applySelected},
    {keys: ['up'], isRepeatable: true, run: select(-1)},
    {keys: ['down'], isRepeatable: true, run: select(1)},
    ...sizes,
    {keys: ['escape', 'l'], label: 'Esc', short: 'back', run: close},
    {keys: ['?'], run: () => dispatch({type: 'helpToggled'})},
  ];
}
