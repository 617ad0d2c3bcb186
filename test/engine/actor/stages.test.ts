// The ready-made actors: batches of at most the run's, waits, and the end.
import {expect, test} from 'vitest';
import {
  createSink,
  createSource,
  createStage,
  definePipeline,
  done,
} from '../../../source/engine/index.ts';
import {createScheduler} from '../../../source/engine/runtime/host.ts';
import {createManualPipeline} from '../../../source/engine/testing.ts';

const data = {
  name: 'stages',
  channels: {numbers: {from: 'source', to: 'stage'}, squares: {from: 'stage', to: 'sink'}},
  actors: {source: {state: {sent: 0}}, stage: {}, sink: {state: {sum: 0}}},
  threads: [[['source'], ['stage'], ['sink']]],
  throughput: 'squares',
} as const;

const total = 7;

const pipeline = definePipeline(data, {
  actors: {
    source(context) {
      const {state, fields} = context;
      const output = context.sender('numbers');
      const ring = output.f64;
      return createSource(
        context,
        output,
        () => total - state.get(fields.sent),
        (to) => {
          for (let i = 0; i < to.count; i++) ring[to.wordOf(i)] = state.get(fields.sent) + i;
          state.add(fields.sent, to.count);
        },
      );
    },
    stage(context) {
      const [input, output] = [context.receiver('numbers'), context.sender('squares')];
      const [source, target] = [input.f64, output.f64];
      return createStage(context, input, output, (from, to) => {
        for (let i = 0; i < from.count; i++) {
          target[to.wordOf(i)] = (source[from.wordOf(i)] ?? 0) ** 2;
        }
      });
    },
    sink(context) {
      const {state, fields} = context;
      const input = context.receiver('squares');
      const ring = input.f64;
      return createSink(context, input, (from) => {
        for (let i = 0; i < from.count; i++) state.add(fields.sum, ring[from.wordOf(i)] ?? 0);
      });
    },
  },
});

function open() {
  const manual = createManualPipeline(pipeline, {capacityMessages: 8, batchMessages: 2});
  const create = (thread: number) => createScheduler(pipeline as never, manual, thread);
  const [source, stage, sink] = [create(0), create(1), create(2)];
  const moved = () => {
    const {numbers, squares} = manual.view().channels;
    return [numbers.sent, numbers.received, squares.sent, squares.received];
  };
  return {manual, source, stage, sink, moved};
}

test('each takes at most a batch in a step', () => {
  const {source, stage, sink, moved} = open();
  for (let step = 0; step < 3; step++) source.runOnce();
  expect(moved()).toEqual([6, 0, 0, 0]);
  for (let step = 0; step < 2; step++) stage.runOnce();
  expect(moved()).toEqual([6, 4, 4, 0]);
  sink.runOnce();
  expect(moved()).toEqual([6, 4, 4, 2]);
});

test('the last batch is shorter, and all are done at the end, with each message processed once', () => {
  const {manual, source, stage, sink} = open();
  for (let round = 0; !sink.isDone && round < 100; round++) {
    for (const scheduler of [source, stage, sink]) scheduler.runOnce();
  }
  expect([source.isDone, stage.isDone, sink.isDone]).toEqual([true, true, true]);
  expect(manual.view().states.sink.sum).toBe(0 + 1 + 4 + 9 + 16 + 25 + 36);
});

test('a drain ends the source at once, and the others when their inputs are empty', () => {
  const {manual, source, stage, sink, moved} = open();
  source.runOnce();
  manual.control.requestStop('key');
  for (let round = 0; round < 5; round++) {
    for (const scheduler of [source, stage, sink]) scheduler.runOnce();
  }
  expect([source.isDone, stage.isDone, sink.isDone]).toEqual([true, true, true]);
  expect(moved()).toEqual([2, 2, 2, 2]);
});

test('a stage waits for messages, and for room', () => {
  const context = createManualPipeline(pipeline, {capacityMessages: 2}).context('stage');
  const actor = pipeline.behaviour.actors.stage(context);
  expect(actor.step()).toMatchObject({waitsFor: 'input'});
  expect(actor.step()).not.toBe(done);
});
