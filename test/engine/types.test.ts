// Wrong names in a definition, and in the actors of it, do not compile. `tsc` checks each
// `@ts-expect-error`: without an error on its line it is an error itself. JavaScript authors get
// an error when the program runs, which these tests check too.
import {expect, expectTypeOf, test} from 'vitest';
import {
  type ActorContext,
  definePipeline,
  done,
  type PipelineData,
  type PipelineView,
} from '../../source/engine/index.ts';
import {createManualPipeline} from '../../source/engine/testing.ts';

const data = {
  name: 'typed',
  channels: {values: {from: 'source', to: 'sink'}, back: {from: 'sink', to: 'source'}},
  actors: {
    source: {state: {sent: 0}},
    sink: {state: {sum: 0, counts: [0, 0]}},
  },
  threads: [[['source'], ['sink']]],
  throughput: 'values',
  settings: {
    how: {choices: ['add', 'shift'], initial: 'add'},
    target: {initial: 1, min: 0, max: 9},
  },
  regions: {scratch: {bytes: 64}},
} as const satisfies PipelineData;
type Typed = typeof data;

const idle = () => ({step: () => done});
const actors = {source: idle, sink: idle};
const pipeline = definePipeline(data, {actors});

/** Returns a context as an actor gets it. */
const contextOf = () => createManualPipeline(pipeline).context('source');

test('a channel that is not of the definition does not compile', () => {
  // @ts-expect-error
  expect(() => contextOf().sender('nothing')).toThrow('nothing is not a channel to which it sends');
  // @ts-expect-error
  expect(() => contextOf().receiver('nothing')).toThrow('nothing is not a channel from which');
});

test('a sender of an input, and a receiver of an output, do not compile', () => {
  // @ts-expect-error
  expect(() => contextOf().sender('back')).toThrow('back is not a channel to which it sends');
  // @ts-expect-error
  expect(() => contextOf().receiver('values')).toThrow('values is not a channel from which');
  expect(contextOf().sender('values').capacityMessages).toBe(16);
  expect(contextOf().receiver('back').capacityMessages).toBe(16);
});

test('a field that is not of the state does not compile', () => {
  // @ts-expect-error
  expect(contextOf().fields.nothing).toBeUndefined();
  // A field of another actor.
  // @ts-expect-error
  expect(contextOf().fields.sum).toBeUndefined();
  expect(contextOf().fields.sent).toBeTypeOf('number');
});

test('a setting that is not of the definition does not compile', () => {
  // @ts-expect-error
  expect(() => contextOf().setting('nothing')).toThrow('nothing is not a setting; there are: ');
  expect(contextOf().setting('target').value).toBe(1);
});

test('a region that is not of the definition does not compile', () => {
  // @ts-expect-error
  expect(() => contextOf().region('nothing')).toThrow('nothing is not a region; there are: ');
  expect(contextOf().region('scratch')).toBeGreaterThan(0);
});

test('an actor that is not of the definition does not compile', () => {
  // @ts-expect-error
  expect(() => createManualPipeline(pipeline).context('nobody')).toThrow('nobody is known');
  // @ts-expect-error
  expect(definePipeline(data, {actors: {...actors, nobody: idle}})).toBeDefined();
});

test('a missing actor does not compile', () => {
  expect(() =>
    definePipeline(
      data,
      // @ts-expect-error
      {actors: {source: idle}},
    ),
  ).toThrow('its behaviour does not make actor sink');
});

test('a channel from or to an unknown actor does not compile', () => {
  const parts = {name: 'p', actors: {source: {}, sink: {}}, throughput: 'values'} as const;
  const threads = [[['source'], ['sink']]] as const;
  expect(() =>
    definePipeline(
      // @ts-expect-error
      {...parts, threads, channels: {values: {from: 'nobody', to: 'sink'}}},
      {actors},
    ),
  ).toThrow('channel values has no sender: nobody is not an actor');
  expect(() =>
    definePipeline(
      // @ts-expect-error
      {...parts, threads, channels: {values: {from: 'source', to: 'nobody'}}},
      {actors},
    ),
  ).toThrow('channel values has no receiver: nobody is not an actor');
});

test('a thread with an unknown actor does not compile', () => {
  expect(() =>
    definePipeline(
      // @ts-expect-error
      {...data, threads: [[['source'], ['sink', 'nobody']]]},
      {actors},
    ),
  ).toThrow('a thread has nobody, which is not an actor');
});

test('a throughput that is not a channel does not compile', () => {
  expect(() =>
    definePipeline(
      // @ts-expect-error
      {...data, throughput: 'nothing'},
      {actors},
    ),
  ).toThrow('throughput names nothing, which is not a channel');
});

test('a view and a context have the types of the definition', () => {
  // Never called: only the compiler reads it.
  const check = (view: PipelineView<Typed>, context: ActorContext<Typed, 'sink'>) => {
    expectTypeOf(view.states.sink.sum).toEqualTypeOf<number>();
    expectTypeOf(view.states.sink.counts).toEqualTypeOf<readonly number[]>();
    expectTypeOf(view.settings.how).toEqualTypeOf<'add' | 'shift'>();
    expectTypeOf(view.settings.target).toEqualTypeOf<number>();
    expectTypeOf(view.channels.values.received).toEqualTypeOf<number>();
    expectTypeOf(context.sender).parameter(0).toEqualTypeOf<'back'>();
    expectTypeOf(context.receiver).parameter(0).toEqualTypeOf<'values'>();
    // @ts-expect-error
    view.states.nobody;
    // @ts-expect-error
    view.states.source.sum;
    // @ts-expect-error
    view.channels.nothing;
    // @ts-expect-error
    view.settings.nothing;
    // @ts-expect-error
    view.region('nothing');
  };
  expect(check).toBeTypeOf('function');
});

test('a view has the names of the definition', () => {
  const {states, channels, settings, region} = createManualPipeline(pipeline).view();
  expect(states).toEqual({source: {sent: 0}, sink: {sum: 0, counts: [0, 0]}});
  expect(Object.keys(channels)).toEqual(['values', 'back']);
  expect(settings).toEqual({how: 'add', target: 1});
  expect(region('scratch')).toHaveLength(8);
});
