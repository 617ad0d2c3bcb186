import {expect, test} from 'vitest';
import {done} from '../../../source/engine/index.ts';
import {sliceMaxMessages} from '../../../source/fizzbuzz/definition/limits.ts';
import {createFizzBuzz, type FizzBuzzOptions, stepUntilWaiting} from '../../helpers/fizzbuzz.ts';
import {hostActor} from './host.ts';

function open(options: FizzBuzzOptions) {
  const pipeline = createFizzBuzz(options);
  const worker = pipeline.context('worker');
  const values = worker.receiver('values');
  return {
    pipeline,
    generator: pipeline.create.generator(),
    values,
    ring: () => [...pipeline.words('values')],
    /** Returns the slots of the next `count` values. */
    take(count: number) {
      values.advance(count);
      worker.commit();
    },
  };
}

test('it fills the ring with 0, 1, 2 … and waits for room', () => {
  const {generator, values, ring} = open({capacityMessages: 8});
  expect(stepUntilWaiting(generator).waitsFor).toBe('room');
  expect(values.available()).toBe(8);
  expect(ring()).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
});

test('it refills when a whole batch is free and not before', () => {
  const {generator, values, ring, take} = open({capacityMessages: 8, batchMessages: 4});
  stepUntilWaiting(generator);
  take(3);
  expect(stepUntilWaiting(generator).isMet()).toBe(false);
  expect(values.available()).toBe(5);
  take(1);
  stepUntilWaiting(generator);
  expect(values.available()).toBe(8);
  expect(ring()).toEqual([8n, 9n, 10n, 11n, 4n, 5n, 6n, 7n]);
});

test('a batch that passes the end of the ring continues at its start', () => {
  const {generator, values, ring, take} = open({capacityMessages: 8, batchMessages: 3});
  stepUntilWaiting(generator);
  expect(values.available()).toBe(6);
  take(3);
  stepUntilWaiting(generator);
  expect(ring()).toEqual([8n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
});

test('a large batch is published slice by slice', () => {
  const {generator, values} = open({capacityMessages: 4 * sliceMaxMessages});
  generator.step();
  expect(values.available()).toBe(sliceMaxMessages);
  generator.step();
  expect(values.available()).toBe(2 * sliceMaxMessages);
});

test('after a stop request it ends at its next slice, in the middle of a batch too', () => {
  const {pipeline, generator, values} = open({capacityMessages: 8 * sliceMaxMessages});
  generator.step();
  pipeline.control.requestStop('key');
  expect(generator.step()).toBe(done);
  expect(values.available()).toBe(sliceMaxMessages);
});

test('its channel is closed when it is done, and not before', () => {
  const {context, control, run} = hostActor('generator', {capacityMessages: 8});
  const values = context('worker').receiver('values');
  expect(run()).toEqual({isDone: false});
  expect(values.isClosed).toBe(false);
  control.requestStop('key');
  expect(run()).toEqual({isDone: true});
  expect(values.isClosed).toBe(true);
  expect(values.available()).toBe(8);
});

test('a restarted generator continues with the number after the last committed one', () => {
  const {pipeline, generator, values, ring} = open({capacityMessages: 8, batchMessages: 2});
  generator.step();
  generator.step();
  const successor = pipeline.create.generator();
  successor.step();
  expect(values.available()).toBe(6);
  expect(ring().slice(0, 6)).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
});
