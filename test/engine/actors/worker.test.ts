import {expect, test} from 'vitest';
import {agreed, openReceiver, openSender} from '../../../source/engine/actors/actor.ts';
import {Worker} from '../../../source/engine/actors/worker.ts';
import {messageOf, valueMask} from '../../../source/engine/kernels/reference.ts';
import {readRecord} from '../../../source/engine/memory/state-record.ts';
import {modes} from '../../../source/engine/shape.ts';
import {
  createManualPipeline,
  stepUntilWaiting,
  type Wishes,
} from '../../helpers/manual-pipeline.ts';

function open(wishes: Wishes) {
  const context = createManualPipeline(wishes);
  const values = openSender(context, 'values', 0);
  const beats = openSender(context, 'beats', 0);
  const results = openReceiver(context, 'results', 0);
  const worker = new Worker(context);
  const {capacityMessages} = context.size;
  let next = 0;
  return {
    context,
    worker,
    values,
    beats,
    results,
    /** Sends values that are not consecutive: squares, which no period of 15 would classify. */
    sendValues(count: number) {
      for (let i = 0; i < count; i++) {
        context.words('values')[next % capacityMessages] = BigInt(next) ** 2n;
        next++;
      }
      values.advance(count);
    },
    /** Takes all results, in order. */
    takeResults(): bigint[] {
      const slice = results.peek(results.availableNow());
      const start = context.plan.channels.results.ringByte;
      const taken = Array.from({length: slice.count}, (_, index) => {
        return context.words('results')[(slice.offsetOf(index) - start) / 8] as bigint;
      });
      results.advance(slice.count);
      return taken;
    },
    record: () => readRecord(context.memory, context.plan.actors.worker, 'worker'),
  };
}

const squares = (from: number, to: number) =>
  Array.from({length: to - from}, (_, i) => messageOf(BigInt(from + i) ** 2n));

test.each(modes)('in %s mode it classifies values that are not consecutive', (mode) => {
  const {worker, sendValues, beats, takeResults} = open({capacity: 64, mode});
  sendValues(32);
  beats.advance(1);
  stepUntilWaiting(worker);
  expect(takeResults()).toEqual(squares(0, 32));
});

test.each(modes)(
  'in %s mode it works across the end of the ring, in batches of any size',
  (mode) => {
    const {worker, sendValues, beats, takeResults} = open({capacity: 16, batch: 5, mode});
    for (let batch = 0; batch < 20; batch++) {
      sendValues(5);
      beats.advance(1);
      stepUntilWaiting(worker);
      expect(takeResults()).toEqual(squares(batch * 5, batch * 5 + 5));
    }
  },
);

test('it waits for values, then for room, then for a beat', () => {
  const {worker, sendValues, beats, takeResults} = open({capacity: 8, batch: 4});
  expect(worker.step()?.waitsFor).toBe('input');
  sendValues(8);
  expect(worker.step()?.waitsFor).toBe('beat');
  beats.advance(2);
  stepUntilWaiting(worker);
  sendValues(4);
  expect(worker.step()?.waitsFor).toBe('room');
  takeResults();
  expect(worker.step()?.waitsFor).toBe('beat');
});

test('one beat releases one batch, and two waiting beats two', () => {
  const {worker, sendValues, beats, results, record} = open({capacity: 8, batch: 4});
  sendValues(8);
  beats.advance(1);
  stepUntilWaiting(worker);
  expect(results.availableNow()).toBe(4);
  beats.advance(1);
  stepUntilWaiting(worker);
  expect(results.availableNow()).toBe(8);
  expect(record()).toMatchObject({beats: 2, batches: 2, received: 8});
});

test('a beat is not taken before the batch can start', () => {
  const {worker, sendValues, beats, record} = open({capacity: 8, batch: 4});
  beats.advance(1);
  sendValues(3);
  stepUntilWaiting(worker);
  expect(record().beats).toBe(0);
});

test('closed beats are no beat: with values still open, no batch is released', () => {
  const {worker, sendValues, beats, record} = open({capacity: 8, batch: 4});
  sendValues(4);
  beats.close();
  expect(worker.step()?.waitsFor).toBe('beat');
  expect(record()).toMatchObject({beats: 0, received: 0});
});

test('once values is closed it drains a tail shorter than a batch without a beat', () => {
  const {worker, sendValues, values, beats, takeResults, results} = open({capacity: 16, batch: 8});
  sendValues(3);
  values.close();
  beats.close();
  expect(stepUntilWaiting(worker)).toBe(agreed);
  expect(takeResults()).toEqual(squares(0, 3));
  expect(results.isClosed).toBe(true);
});

test('it takes the beats that are left, and waits for their end before it agrees', () => {
  const {worker, values, beats, results, record} = open({capacity: 16});
  beats.advance(5);
  values.close();
  expect(stepUntilWaiting(worker).waitsFor).toBe('beat');
  expect(results.isClosed).toBe(false);
  beats.advance(2);
  beats.close();
  expect(stepUntilWaiting(worker)).toBe(agreed);
  expect(record().beats).toBe(7);
});

test('draining, it fills the room there is and waits for more', () => {
  const {worker, sendValues, values, beats, takeResults} = open({capacity: 8, batch: 4});
  sendValues(8);
  beats.advance(2);
  stepUntilWaiting(worker);
  sendValues(6);
  values.close();
  beats.close();
  expect(stepUntilWaiting(worker).waitsFor).toBe('room');
  expect(takeResults()).toHaveLength(8);
  expect(stepUntilWaiting(worker)).toBe(agreed);
  expect(takeResults()).toEqual(squares(8, 14));
});

test('the mode changes between batches and messages count for the mode that handled them', () => {
  const {context, worker, sendValues, beats, record, takeResults} = open({
    capacity: 8,
    batch: 4,
    mode: 'double-buffer',
  });
  sendValues(8);
  beats.advance(1);
  stepUntilWaiting(worker);
  context.control.setMode('zero-copy');
  beats.advance(1);
  stepUntilWaiting(worker);
  expect(record()).toMatchObject({doubleBuffer: 4, zeroCopy: 4});
  expect(takeResults()).toEqual(squares(0, 8));
});

test('started again it neither repeats nor loses a message', () => {
  const {context, worker, sendValues, beats, takeResults} = open({capacity: 8, batch: 4});
  sendValues(8);
  beats.advance(2);
  worker.step();
  stepUntilWaiting(new Worker(context));
  const values = takeResults().map((message) => message & valueMask);
  expect(values).toEqual([0n, 1n, 4n, 9n, 16n, 25n, 36n, 49n]);
});
