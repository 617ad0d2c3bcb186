import {expect, test} from 'vitest';
import {done} from '../../../source/engine/index.ts';
import {modes} from '../../../source/fizzbuzz/definition/definition.ts';
import {messageOf, valueMask} from '../../../source/fizzbuzz/kernels/reference.ts';
import {
  createFizzBuzz,
  type FizzBuzzOptions,
  type ManualFizzBuzz,
  stepUntilWaiting,
} from '../../helpers/fizzbuzz.ts';
import {hostActor} from './host.ts';

/** The other ends of the worker's channels. */
function openPeers(pipeline: Omit<ManualFizzBuzz, 'create'>) {
  const [generator, heartbeat, logger] = [
    pipeline.context('generator'),
    pipeline.context('heartbeat'),
    pipeline.context('logger'),
  ];
  const values = generator.sender('values');
  const beats = heartbeat.sender('beats');
  const results = logger.receiver('results');
  const [valueWords, resultWords] = [values.u64, results.u64];
  return {
    values,
    beats,
    results,
    /** Sends values that are not consecutive: squares, which no period of 15 would classify. */
    sendValues(count: number) {
      const slice = values.poke(count);
      for (let i = 0; i < count; i++) {
        valueWords[slice.wordOf(i)] = BigInt(values.total + i) ** 2n;
      }
      values.advance(count);
      generator.commit();
    },
    sendBeats(count: number) {
      beats.advance(count);
      heartbeat.commit();
    },
    /** Takes all results, in order. */
    takeResults(): bigint[] {
      const slice = results.peek(results.available());
      const taken = Array.from({length: slice.count}, (_, i) => resultWords[slice.wordOf(i)] ?? 0n);
      results.advance(taken.length);
      logger.commit();
      return taken;
    },
    /** The worker's committed counts. */
    counts() {
      const {channels, actors} = pipeline.reading();
      return {
        beats: channels.beats?.received,
        received: channels.values?.received,
        batches: actors.worker?.batches,
      };
    },
  };
}

function open(options: FizzBuzzOptions) {
  const pipeline = createFizzBuzz(options);
  return {pipeline, worker: pipeline.create.worker(), ...openPeers(pipeline)};
}

const squares = (from: number, to: number) =>
  Array.from({length: to - from}, (_, i) => messageOf(BigInt(from + i) ** 2n));

test.each(modes)('in %s mode it classifies values that are not consecutive', (mode) => {
  const {worker, sendValues, sendBeats, takeResults} = open({capacityMessages: 64, mode});
  sendValues(32);
  sendBeats(1);
  stepUntilWaiting(worker);
  expect(takeResults()).toEqual(squares(0, 32));
});

test.each(modes)(
  'in %s mode it works across the end of the ring, in batches of any size',
  (mode) => {
    const size = {capacityMessages: 16, batchMessages: 5};
    const {worker, sendValues, sendBeats, takeResults} = open({...size, mode});
    for (let batch = 0; batch < 20; batch++) {
      sendValues(5);
      sendBeats(1);
      stepUntilWaiting(worker);
      expect(takeResults()).toEqual(squares(batch * 5, batch * 5 + 5));
    }
  },
);

test('it waits for values, then for room, then for a beat', () => {
  const size = {capacityMessages: 8, batchMessages: 4};
  const {worker, sendValues, sendBeats, takeResults} = open(size);
  expect(worker.step()?.waitsFor).toBe('input');
  sendValues(8);
  expect(worker.step()?.waitsFor).toBe('beat');
  sendBeats(2);
  stepUntilWaiting(worker);
  sendValues(4);
  expect(worker.step()?.waitsFor).toBe('room');
  takeResults();
  expect(worker.step()?.waitsFor).toBe('beat');
});

test('one beat releases one batch, and two waiting beats two', () => {
  const {worker, sendValues, sendBeats, results, counts} = open({
    capacityMessages: 8,
    batchMessages: 4,
  });
  sendValues(8);
  sendBeats(1);
  stepUntilWaiting(worker);
  expect(results.available()).toBe(4);
  sendBeats(1);
  stepUntilWaiting(worker);
  expect(results.available()).toBe(8);
  expect(counts()).toEqual({beats: 2, batches: 2, received: 8});
});

test('a beat is not taken before the batch can start', () => {
  const {worker, sendValues, sendBeats, counts} = open({capacityMessages: 8, batchMessages: 4});
  sendBeats(1);
  sendValues(3);
  stepUntilWaiting(worker);
  expect(counts().beats).toBe(0);
});

test('closed beats do not release a batch while values is open', () => {
  const {worker, sendValues, beats, counts} = open({capacityMessages: 8, batchMessages: 4});
  sendValues(4);
  beats.close();
  expect(worker.step()?.waitsFor).toBe('beat');
  expect(counts()).toMatchObject({beats: 0, received: 0});
});

test('once values is closed it drains a tail shorter than a batch without a beat', () => {
  const {sendValues, values, beats, takeResults, results, run} = openHosted({
    capacityMessages: 16,
    batchMessages: 8,
  });
  sendValues(3);
  values.close();
  beats.close();
  expect(run()).toEqual({isDone: true});
  expect(takeResults()).toEqual(squares(0, 3));
  expect(results.isClosed).toBe(true);
});

test('it takes the remaining beats, and waits for their end before it is done', () => {
  const {sendBeats, values, beats, results, counts, run} = openHosted({capacityMessages: 16});
  sendBeats(5);
  values.close();
  expect(run()).toEqual({isDone: false});
  expect(results.isClosed).toBe(false);
  sendBeats(2);
  beats.close();
  expect(run()).toEqual({isDone: true});
  expect(results.isClosed).toBe(true);
  expect(counts().beats).toBe(7);
});

test('after values is closed it waits for the end of the beats', () => {
  const {worker, sendBeats, values, beats} = open({capacityMessages: 16});
  sendBeats(5);
  values.close();
  expect(stepUntilWaiting(worker).waitsFor).toBe('beat');
  beats.close();
  expect(stepUntilWaiting(worker)).toBe(done);
});

test('while it drains, it fills the room that there is and waits for more', () => {
  const {worker, sendValues, values, sendBeats, beats, takeResults} = open({
    capacityMessages: 8,
    batchMessages: 4,
  });
  sendValues(8);
  sendBeats(2);
  stepUntilWaiting(worker);
  sendValues(6);
  values.close();
  beats.close();
  expect(stepUntilWaiting(worker).waitsFor).toBe('room');
  expect(takeResults()).toHaveLength(8);
  expect(stepUntilWaiting(worker)).toBe(done);
  expect(takeResults()).toEqual(squares(8, 14));
});

test('the mode changes between batches, and messages count for the mode of their batch', () => {
  const {pipeline, worker, sendValues, sendBeats, takeResults} = open({
    capacityMessages: 8,
    batchMessages: 4,
    mode: 'double-buffer',
  });
  sendValues(8);
  sendBeats(1);
  stepUntilWaiting(worker);
  pipeline.control.set('mode', 'zero-copy');
  sendBeats(1);
  stepUntilWaiting(worker);
  expect(pipeline.view().states.worker).toMatchObject({doubleBuffer: 4, zeroCopy: 4});
  expect(takeResults()).toEqual(squares(0, 8));
});

test('a restarted worker neither repeats nor loses a message', () => {
  const {pipeline, worker, sendValues, sendBeats, takeResults} = open({
    capacityMessages: 8,
    batchMessages: 4,
  });
  sendValues(8);
  sendBeats(2);
  worker.step();
  stepUntilWaiting(pipeline.create.worker());
  const values = takeResults().map((message) => message & valueMask);
  expect(values).toEqual([0n, 1n, 4n, 9n, 16n, 25n, 36n, 49n]);
});

function openHosted(options: FizzBuzzOptions) {
  const hosted = hostActor('worker', options);
  return {run: hosted.run, ...openPeers(hosted)};
}
