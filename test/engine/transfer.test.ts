// A pipeline that has drained continues in other rings: stepped by hand, without a thread.
import {expect, test} from 'vitest';
import {transferState} from '../../source/engine/actor/parts.ts';
import type {AnyPipeline} from '../../source/engine/index.ts';
import {createScheduler} from '../../source/engine/runtime/host.ts';
import type {Scheduler} from '../../source/engine/runtime/scheduler.ts';
import pipeline from '../../source/fizzbuzz/pipeline.ts';
import {createFizzBuzz, type ManualFizzBuzz, stepUntilWaiting} from '../helpers/fizzbuzz.ts';

/** Makes the actors of all threads, which continue from the committed state. */
const createSchedulers = (manual: ManualFizzBuzz): readonly Scheduler[] =>
  manual.graph.threads.map((_, thread) =>
    createScheduler(pipeline as unknown as AnyPipeline, manual, thread),
  );

/** Runs all actors, each until it waits, so often. */
function work({clock}: ManualFizzBuzz, schedulers: readonly Scheduler[], rounds: number): void {
  for (let round = 0; round < rounds; round++) {
    clock.nowMs += 31;
    for (const scheduler of schedulers) while (scheduler.runOnce());
  }
}

function drain(manual: ManualFizzBuzz, schedulers: readonly Scheduler[]): void {
  manual.control.setDraining(true);
  work(manual, schedulers, 6);
  expect(schedulers.every(({isDone}) => isDone)).toBe(true);
  for (const {sent, received} of Object.values(manual.view().channels)) {
    expect(received).toBe(sent);
  }
}

test.each([
  [16, 64],
  [64, 16],
  [1_024, 2],
])('from a capacity of %d to %d counts continue, and stay exact', (before, after) => {
  const first = createFizzBuzz({capacityMessages: before, beatsTarget: 5});
  const schedulers = createSchedulers(first);
  work(first, schedulers, 1);
  drain(first, schedulers);
  const drained = first.reading();

  const second = createFizzBuzz({capacityMessages: after});
  transferState(first, second);
  const moved = second.reading();
  expect(moved.states).toEqual(drained.states);
  expect(moved.channels.results?.received).toBe(drained.channels.results?.received);
  expect(moved.latencyCounts).toEqual(drained.latencyCounts);
  expect(moved.histograms).toEqual(drained.histograms);
  expect(moved.channels.values).toMatchObject({fillMessages: 0, highWaterMessages: 0});
  expect(second.control.get('beatsTarget')).toBe(5);

  const successors = createSchedulers(second);
  work(second, successors, 6);
  expect(successors.every(({isDone}) => isDone)).toBe(true);
  const {channels} = second.view();
  expect(channels.beats.sent).toBe(5);
  // The heartbeat has requested the stop, and all have drained.
  expect(second.control.stopReason).toBe('beats');
  expect(channels.results.received).toBeGreaterThanOrEqual(drained.channels.results?.received ?? 0);
  for (const {sent, received} of Object.values(channels)) expect(received).toBe(sent);
  expect(pipeline.behaviour.verify?.(second.view())).toBe(true);
});

test('a generator in the middle of a batch drops it, since the next batch may be smaller', () => {
  const first = createFizzBuzz({capacityMessages: 1_048_576});
  const generator = first.create.generator();
  generator.step();
  expect(first.view().states.generator.remaining).toBeGreaterThan(0);
  first.control.setDraining(true);
  generator.step();
  expect(first.view().states.generator.remaining).toBe(0);
});

test('a heartbeat that drained makes up for no beat of that time, and counts none as skipped', () => {
  const manual = createFizzBuzz({capacityMessages: 16, beatPeriodMs: 10});
  const heartbeat = manual.create.heartbeat();
  stepUntilWaiting(heartbeat);
  manual.control.setDraining(true);
  stepUntilWaiting(heartbeat);
  manual.clock.nowMs += 500;
  transferState(manual, manual);
  const successor = manual.create.heartbeat();
  stepUntilWaiting(successor);
  manual.clock.nowMs += 10;
  stepUntilWaiting(successor);
  const {channels, states} = manual.view();
  expect([channels.beats.sent, states.heartbeat.skipped]).toEqual([1, 0]);
});
