// Operations outside the pipeline: an actor starts one, waits for it and takes its result.
import {expect, test} from 'vitest';
import {definePipeline, done} from '../../../source/engine/index.ts';
import {
  createManualPipeline,
  proveCrashSafety,
  runWithCrashes,
} from '../../../source/engine/testing.ts';

const parked = 1;

/** Numbers that the source fetches outside the pipeline, one at a time. */
function defineFetching(count: number, fetchNumber: (index: number) => Promise<number>) {
  return definePipeline(
    {
      name: 'fetching',
      channels: {numbers: {from: 'source', to: 'sink'}},
      actors: {source: {isAsync: true}, sink: {state: {sum: 0}}},
      threads: [[['source'], ['sink']], [['source', 'sink']]],
      throughput: 'numbers',
    },
    {
      actors: {
        source: (context) => {
          const numbers = context.sender('numbers');
          const fetched = context.outside<number>();
          const room = numbers.whenVacant(1);
          const {f64} = numbers;
          return {
            step() {
              if (numbers.total === count) {
                context.requestStop('done');
                return done;
              }
              if (!room.isMet()) return room;
              if (!fetched.isStarted) return fetched.start(fetchNumber(numbers.total));
              if (!fetched.isMet()) return fetched;
              context.startBatch(1);
              f64[numbers.poke(1).wordOf(0)] = fetched.take();
              numbers.advance(1);
              context.commit();
              return undefined;
            },
          };
        },
        sink: (context) => {
          const numbers = context.receiver('numbers');
          const available = numbers.whenAvailable(1);
          const {f64} = numbers;
          return {
            step() {
              const {isClosed} = numbers;
              if (numbers.available() === 0) return isClosed ? done : available;
              context.startBatch(1);
              context.state.add(context.fields.sum, f64[numbers.peek(1).wordOf(0)] as number);
              numbers.advance(1);
              context.commit();
              return undefined;
            },
          };
        },
      },
      verify: ({channels, states}) =>
        channels.numbers.received === count && states.sink.sum === (count * (count - 1)) / 2,
    },
  );
}

const pipeline = defineFetching(5, async (index) => index);

function open() {
  const {clock, memory, plan, context} = createManualPipeline(pipeline);
  const [bell] = plan.bellsI32 as [number];
  return {
    clock,
    outside: context('source').outside<string>(),
    park: () => Atomics.store(memory.i32, bell, parked),
    isParked: () => Atomics.load(memory.i32, bell) === parked,
  };
}

test('an operation is pending until it has a result, which is taken once', async () => {
  const {outside} = open();
  expect(outside.isStarted).toBe(false);
  const {promise, resolve} = Promise.withResolvers<string>();
  expect(outside.start(promise)).toBe(outside);
  expect([outside.isStarted, outside.isMet(), outside.isOver()]).toEqual([true, false, false]);
  resolve('text');
  await promise;
  expect([outside.isStarted, outside.isMet(), outside.isOver()]).toEqual([true, true, true]);
  expect(outside.take()).toBe('text');
  expect([outside.isStarted, outside.isMet(), outside.isOver()]).toEqual([false, false, false]);
  expect(() => outside.take()).toThrow('there is no result yet');
});

test('a take before the result is an error, before the start and while it is pending', async () => {
  const {outside} = open();
  expect(() => outside.take()).toThrow('there is no result yet');
  const {promise, resolve} = Promise.withResolvers<string>();
  outside.start(promise);
  expect(() => outside.take()).toThrow('there is no result yet');
  resolve('late');
  await promise;
  expect(outside.take()).toBe('late');
});

test('a rejection is thrown by take, after which another operation can start', async () => {
  const {outside} = open();
  const reason = new Error('the disk is gone');
  outside.start(Promise.reject(reason));
  await new Promise(setImmediate);
  expect(outside.isMet()).toBe(true);
  expect(() => outside.take()).toThrow(reason);
  expect(outside.isStarted).toBe(false);
  outside.start(Promise.resolve('again'));
  await new Promise(setImmediate);
  expect(outside.take()).toBe('again');
});

test('a second operation cannot start before the result of the first was taken', async () => {
  const {outside} = open();
  const message = 'the result of the operation before was not taken';
  outside.start(Promise.resolve('first'));
  expect(() => outside.start(Promise.resolve('second'))).toThrow(message);
  await new Promise(setImmediate);
  expect(() => outside.start(Promise.resolve('second'))).toThrow(message);
  expect(outside.take()).toBe('first');
});

test.each([
  ['a result', () => Promise.resolve('text')],
  ['a rejection', () => Promise.reject(new Error('failed'))],
])('%s wakes the sleeping thread of the actor', async (_what, operate) => {
  const {outside, park, isParked} = open();
  park();
  outside.start(operate());
  expect(isParked()).toBe(true);
  await new Promise(setImmediate);
  expect(isParked()).toBe(false);
});

test('a wait for an operation is of the kind outside, without a deadline', () => {
  const {outside} = open();
  expect(outside.waitsFor).toBe('outside');
  expect(outside.deadlineMs).toBe(Number.POSITIVE_INFINITY);
  const {graph} = createManualPipeline(pipeline);
  expect(graph.waitKinds).toContain('outside');
});

test.each([1, 2])(
  'each thread of %i, crashed at any one store, fetches again and loses nothing',
  async (threads) => {
    const {stores} = await proveCrashSafety(pipeline, {threads, capacityMessages: 2});
    expect(stores).toHaveLength(threads);
    for (const count of stores) expect(count).toBeGreaterThan(50);
  },
);

test('a step that throws a rejection ends the run of its thread', async () => {
  const failing = defineFetching(5, async (index) => {
    if (index === 3) throw new Error('number 3 is gone');
    return index;
  });
  const run = runWithCrashes(failing, {}, {victim: 0, lives: []});
  await expect(run).rejects.toThrow('number 3 is gone');
});
