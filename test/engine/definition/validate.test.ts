// The sentences that refuse a definition. Each definition has one fault.
import {expect, test} from 'vitest';
import {findCycle, findDefinitionFault} from '../../../source/engine/definition/validate.ts';
import {
  DefinitionError,
  definePipeline,
  done,
  type PipelineData,
} from '../../../source/engine/index.ts';

const complete: PipelineData = {
  name: 'complete',
  channels: {
    values: {from: 'source', to: 'sink'},
    beats: {from: 'source', to: 'sink', capacityMessages: 8, messageBytes: 16},
  },
  actors: {source: {state: {skipped: 0}}, sink: {state: {added: 0, shifted: 0}}},
  threads: [[['source'], ['sink']], [['source', 'sink']]],
  throughput: 'values',
  latency: 'values',
  settings: {
    how: {
      choices: ['add', 'shift'],
      initial: 'add',
      counted: {actor: 'sink', fields: ['added', 'shifted']},
    },
    periodMs: {initial: 1, min: 0, max: 1_000},
    target: {initial: Number.POSITIVE_INFINITY, min: 0, max: Number.POSITIVE_INFINITY},
  },
  regions: {lateness: 'histogram'},
  counters: {added: {actor: 'sink', label: 'Added'}},
  beat: {
    channel: 'beats',
    period: 'periodMs',
    target: 'target',
    skipped: 'skipped',
    lateness: 'lateness',
  },
  size: {capacityMessages: 64, batchMessages: 32},
};
const {channels, settings, beat} = complete;

/** Data of JavaScript authors, whose types no compiler has checked. */
const untyped = (data: object) => data as Partial<PipelineData>;
const withChannel = (channel: object) =>
  untyped({channels: {...channels, extra: {from: 'source', to: 'sink', ...channel}}});
const withThreads = (...threads: string[][]) => ({threads: [...complete.threads, threads]});
const withBeat = (change: object) => untyped({beat: {...beat, ...change}});
const withSetting = (setting: object) => untyped({settings: {...settings, extra: setting}});

test('a complete definition has no fault', () => {
  expect(findDefinitionFault(complete)).toBeUndefined();
});

test('the smallest definition has no fault', () => {
  const {name, actors, threads, throughput} = complete;
  const values = {from: 'source', to: 'sink'};
  expect(
    findDefinitionFault({name, channels: {values}, actors, threads, throughput}),
  ).toBeUndefined();
});

test.each<[string, Partial<PipelineData>]>([
  ['it has no actor', {actors: {}}],
  ['it has no channel', {channels: {}}],
  ['channel extra has a list of senders; it takes one', withChannel({from: ['source', 'sink']})],
  [
    'channel extra has a list of receivers; it takes one',
    withChannel({to: ['sink', 'sink', 'sink']}),
  ],
  ['channel extra has no sender: nobody is not an actor', withChannel({from: 'nobody'})],
  ['channel extra has no receiver: nobody is not an actor', withChannel({to: 'nobody'})],
  ['channel extra leads from source to itself', withChannel({to: 'source'})],
  ['channel extra has no sender: toString is not an actor', withChannel({from: 'toString'})],
  ['channel extra cannot call its wait pause', withChannel({wait: 'pause'})],
])('of channels: %s', (fault, change) => {
  expect(findDefinitionFault({...complete, ...change})).toBe(fault);
});

test.each([0, 4, 7, 12, -8, 1_032, Number.NaN, Number.POSITIVE_INFINITY])(
  'messages of %d bytes are refused',
  (messageBytes) => {
    expect(findDefinitionFault({...complete, ...withChannel({messageBytes})})).toBe(
      `channel extra has messages of ${messageBytes} bytes; they take a multiple of 8, up to 1024`,
    );
  },
);

test.each([8, 16, 24, 1_024])('messages of %d bytes are accepted', (messageBytes) => {
  expect(findDefinitionFault({...complete, ...withChannel({messageBytes})})).toBeUndefined();
});

test.each([0, 1, 3, 2.5, -2, 2 ** 27, Number.NaN])(
  'a capacity of %d is refused',
  (capacityMessages) => {
    expect(findDefinitionFault({...complete, ...withChannel({capacityMessages})})).toBe(
      `channel extra has a capacity of ${capacityMessages}; it takes a power of two from 2 to 67108864`,
    );
  },
);

test.each([2, 1_024, 2 ** 26])('a capacity of %d is accepted', (capacityMessages) => {
  expect(findDefinitionFault({...complete, ...withChannel({capacityMessages})})).toBeUndefined();
});

test.each<[string, Partial<PipelineData>]>([
  ['it has no grouping of actors on threads', {threads: []}],
  ['a thread has nobody, which is not an actor', withThreads(['source', 'nobody'], ['sink'])],
  ['actor source is on two threads', withThreads(['source'], ['sink', 'source'])],
  ['actor sink is on no thread', withThreads(['source'])],
  ['a thread has no actor', withThreads(['source'], [], ['sink'])],
])('of threads: %s', (fault, change) => {
  expect(findDefinitionFault({...complete, ...change})).toBe(fault);
});

test.each(['nothing', 'pause', 'cores', 'handover'])('an actor cannot be called %s', (name) => {
  const actors = {...complete.actors, [name]: {}};
  const threads = [[['source'], ['sink'], [name]]];
  expect(findDefinitionFault({...complete, actors, threads})).toBe(
    `an actor cannot be called ${name}`,
  );
});

test.each<[string, Partial<PipelineData>]>([
  ['throughput names nothing, which is not a channel', {throughput: 'nothing'}],
  [
    'throughput names nothing, which is not a channel',
    untyped({throughput: ['values', 'nothing']}),
  ],
  ['it has no throughput', untyped({throughput: []})],
  ['latency names nothing, which is not a channel', {latency: 'nothing'}],
  [
    'counter added is not a number in the state of source',
    {counters: {added: {actor: 'source', label: 'Added'}}},
  ],
  [
    'counter added is not a number in the state of nobody',
    {counters: {added: {actor: 'nobody', label: 'Added'}}},
  ],
  ['beat names nothing, which is not a channel', withBeat({channel: 'nothing'})],
  ['beat names nothing, which is not a setting', withBeat({period: 'nothing'})],
  ['beat names nothing, which is not a setting', withBeat({target: 'nothing'})],
  ['beat names nothing, which is not in the state of source', withBeat({skipped: 'nothing'})],
  ['beat names nothing, which is not a region with a histogram', withBeat({lateness: 'nothing'})],
  ['throughput names constructor, which is not a channel', untyped({throughput: 'constructor'})],
  [
    'region extra has -8 bytes; it takes a whole number from 1',
    untyped({regions: {...complete.regions, extra: {bytes: -8}}}),
  ],
  [
    'region extra has NaN bytes; it takes a whole number from 1',
    untyped({regions: {...complete.regions, extra: {bytes: Number.NaN}}}),
  ],
  [
    'edge out has nobody, which is not an actor',
    {edges: {out: {actor: 'nobody', direction: 'out', channel: 'values', peer: 'others'}}},
  ],
  [
    'edge out has the channel values, from which source does not receive',
    {edges: {out: {actor: 'source', direction: 'out', channel: 'values', peer: 'others'}}},
  ],
  [
    'edge sink has the name of an actor',
    {edges: {sink: {actor: 'sink', direction: 'out', channel: 'values', peer: 'others'}}},
  ],
  ['reservedBytes has 0.5 bytes; it takes a whole number from 0', {reservedBytes: 0.5}],
  [
    'beat names extra, which is not a region with a histogram',
    untyped({
      regions: {...complete.regions, extra: {bytes: 8}},
      beat: {...beat, lateness: 'extra'},
    }),
  ],
])('of references: %s', (fault, change) => {
  expect(findDefinitionFault({...complete, ...change})).toBe(fault);
});

test.each<[string, object]>([
  [
    'setting extra begins with c, which is not one of its choices',
    {choices: ['a', 'b'], initial: 'c'},
  ],
  [
    'setting extra is counted by sink.c, which is not in its state',
    {choices: ['a', 'b'], initial: 'a', counted: {actor: 'sink', fields: ['added', 'c']}},
  ],
  [
    'setting extra is counted by nobody.added, which is not in its state',
    {choices: ['a', 'b'], initial: 'a', counted: {actor: 'nobody', fields: ['added']}},
  ],
  ['setting extra begins with -1, which is not from 0 to 5', {initial: -1, min: 0, max: 5}],
  ['setting extra begins with 6, which is not from 0 to 5', {initial: 6, min: 0, max: 5}],
  ['setting extra begins with NaN, which is not from 0 to 5', {initial: NaN, min: 0, max: 5}],
  [
    'setting extra is counted by 1 fields, and it has 2 choices',
    {choices: ['a', 'b'], initial: 'a', counted: {actor: 'sink', fields: ['added']}},
  ],
])('of settings: %s', (fault, setting) => {
  expect(findDefinitionFault({...complete, ...withSetting(setting)})).toBe(fault);
});

test.each([0, 33, -1, 1.5, Number.NaN])(
  'a default batch of %d of 64 is refused',
  (batchMessages) => {
    const size = {capacityMessages: 64, batchMessages};
    expect(findDefinitionFault({...complete, size})).toBe(
      `a batch of ${batchMessages} is not a whole number from 1 to half the capacity, 32`,
    );
  },
);

test.each([1, 3, 2 ** 27])('a default capacity of %d is refused', (capacityMessages) => {
  const size = {capacityMessages, batchMessages: 1};
  expect(findDefinitionFault({...complete, size})).toBe(
    `a capacity of ${capacityMessages} is not a power of two from 2 to 67108864`,
  );
});

const without = (key: string) => untyped({...complete, [key]: undefined});

test.each<[string, Partial<PipelineData>]>([
  ['it has setings, which is not known; there are: name, ', untyped({setings: {}})],
  [
    'channel extra has mesageBytes, which is not known; there are: from, ',
    withChannel({mesageBytes: 32}),
  ],
  [
    'actor sink has sate, which is not known',
    untyped({actors: {...complete.actors, sink: {sate: {}}}}),
  ],
  [
    'setting extra has step, which is not known',
    withSetting({initial: 1, min: 0, max: 2, step: 1}),
  ],
  [
    'counter added has part, which is not known',
    untyped({counters: {added: {actor: 'sink', label: 'A', part: 1}}}),
  ],
  ['beat has lag, which is not known', withBeat({lag: 1})],
  ['it has no channels', without('channels')],
  ['it has no threads', without('threads')],
  ['it has no throughput', without('throughput')],
  [
    'skipped of actor source begins with 0a; it takes a number',
    untyped({actors: {...complete.actors, source: {state: {skipped: '0a'}}}}),
  ],
  [
    'counter added has a share of 25, which is not from 0 to 1',
    {counters: {added: {actor: 'sink', label: 'A', share: 25}}},
  ],
])('of names and values: %s', (fault, change) => {
  expect(findDefinitionFault({...complete, ...change})).toContain(fault);
});

const steps = [0, 1, 2];
const texts = {short: 's', long: 'l'};
const number = {initial: 1, min: 0, max: 2, ...texts};

test.each<[string, object]>([
  ['setting extra has the key q, which the monitor has', {...number, steps, keys: ['q']}],
  ['setting extra has the key tab; it takes one character', {...number, steps, keys: ['tab']}],
  ['setting extra has keys, and no steps for them', {...number, keys: ['v']}],
  [
    'setting extra has keys, and no texts for them: short and long',
    {...number, steps, keys: ['v'], long: ''},
  ],
  ['two settings have the key v', {...number, steps, keys: ['v', 'v']}],
])('of keys: %s', (fault, setting) => {
  expect(findDefinitionFault({...complete, ...withSetting(setting)})).toBe(fault);
});

test('a setting with a key of its own, steps and texts is accepted', () => {
  const setting = {...number, steps, keys: ['v']};
  expect(findDefinitionFault({...complete, ...withSetting(setting)})).toBeUndefined();
});

test('of several faults the first is reported', () => {
  expect(findDefinitionFault({...complete, threads: [], latency: 'nothing'})).toBe(
    'it has no grouping of actors on threads',
  );
});

test('definePipeline throws the fault as one sentence with the name of the pipeline', () => {
  const idle = () => ({step: () => done});
  const data = {...complete, threads: [[['source']]]};
  const define = () => definePipeline(data as PipelineData, {actors: {source: idle, sink: idle}});
  expect(define).toThrow(DefinitionError);
  expect(define).toThrow(/^pipeline complete: actor sink is on no thread$/);
});

const cycleOf = (ends: Record<string, [from: string, to: string]>) => {
  const named = Object.entries(ends).map(([name, [from, to]]) => [name, {from, to}]);
  return findCycle({...complete, channels: Object.fromEntries(named)});
};

test('an actor that the behaviour does not make is refused', () => {
  const behaviour = {actors: {source: () => ({step: () => done})}};
  expect(() => definePipeline(complete, behaviour)).toThrow(
    new DefinitionError('pipeline complete: its behaviour does not make actor sink'),
  );
});

const create = () => ({step: () => done});

test.each<[string, object]>([
  ['its behaviour has verfy, which is not known; there are: ', {verfy: () => true}],
  ['it states a proof, and its behaviour has no verify', {}],
])('of the behaviour: %s', (fault, change) => {
  const behaviour = {actors: {source: create, sink: create}, ...change};
  expect(() => definePipeline({...complete, proof: 'all is well'}, behaviour)).toThrow(fault);
});

test('a cycle is found with its channels in order, without those that lead to it', () => {
  expect(cycleOf({ab: ['a', 'b'], bc: ['b', 'c'], cd: ['c', 'd'], db: ['d', 'b']})).toEqual([
    'bc',
    'cd',
    'db',
  ]);
  expect(cycleOf({ab: ['a', 'b'], ba: ['b', 'a']})).toEqual(['ab', 'ba']);
});

test('a cycle is found in a part of the graph that has no source', () => {
  expect(cycleOf({ab: ['a', 'b'], cd: ['c', 'd'], dc: ['d', 'c']})).toEqual(['cd', 'dc']);
});

test('two ways to the same actor are not a cycle', () => {
  const diamond = {ab: ['a', 'b'], ac: ['a', 'c'], bd: ['b', 'd'], cd: ['c', 'd']} as const;
  expect(cycleOf(diamond as never)).toEqual([]);
});
