import {expect, test} from 'vitest';
import {agreed, openReceiver} from '../../../source/engine/actors/actor.ts';
import {Generator} from '../../../source/engine/actors/generator.ts';
import {sliceMaxMessages} from '../../../source/engine/limits.ts';
import {
  createManualPipeline,
  stepUntilWaiting,
  type Wishes,
} from '../../helpers/manual-pipeline.ts';

function open(wishes: Wishes) {
  const context = createManualPipeline(wishes);
  return {context, generator: new Generator(context), values: openReceiver(context, 'values', 0)};
}

test('it fills the ring with 0, 1, 2 … and waits for room', () => {
  const {context, generator, values} = open({capacity: 8});
  expect(stepUntilWaiting(generator).waitsFor).toBe('room');
  expect(values.availableNow()).toBe(8);
  expect([...context.words('values')]).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
});

test('it refills when a whole batch is free and not before', () => {
  const {context, generator, values} = open({capacity: 8, batch: 4});
  stepUntilWaiting(generator);
  values.advance(3);
  expect(stepUntilWaiting(generator).isMet()).toBe(false);
  expect(values.availableNow()).toBe(5);
  values.advance(1);
  stepUntilWaiting(generator);
  expect(values.availableNow()).toBe(8);
  expect([...context.words('values')]).toEqual([8n, 9n, 10n, 11n, 4n, 5n, 6n, 7n]);
});

test('a batch that passes the end of the ring goes on at its start', () => {
  const {context, generator, values} = open({capacity: 8, batch: 3});
  stepUntilWaiting(generator);
  expect(values.availableNow()).toBe(6);
  values.advance(3);
  stepUntilWaiting(generator);
  expect([...context.words('values')]).toEqual([8n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
});

test('a large batch is published slice by slice', () => {
  const {generator, values} = open({capacity: 4 * sliceMaxMessages});
  generator.step();
  expect(values.availableNow()).toBe(sliceMaxMessages);
  generator.step();
  expect(values.availableNow()).toBe(2 * sliceMaxMessages);
});

test('asked to stop it ends at its next slice, in the middle of a batch too', () => {
  const {context, generator, values} = open({capacity: 8 * sliceMaxMessages});
  generator.step();
  context.control.requestStop('key');
  expect(generator.step()).toBe(agreed);
  expect(values.isClosed).toBe(true);
  expect(values.availableNow()).toBe(sliceMaxMessages);
});

test('started again it goes on with the number after the last committed one', () => {
  const {context, generator, values} = open({capacity: 8, batch: 2});
  generator.step();
  generator.step();
  const again = new Generator(context);
  again.step();
  expect(values.availableNow()).toBe(6);
  expect([...context.words('values')].slice(0, 6)).toEqual([0n, 1n, 2n, 3n, 4n, 5n]);
});
