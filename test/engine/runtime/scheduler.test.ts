// A whole pipeline on one thread: one scheduler for each thread of the graph, run by hand.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {ManualOptions} from '../../../source/engine/testing.ts';
import {createManualRun} from './manual-run.ts';
import {stages} from './stages.ts';

const hows = ['add', 'shift'] as const;

function open({target, how, ...size}: ManualOptions & {target?: number; how?: string}) {
  const settings = {...(target !== undefined && {target}), ...(how !== undefined && {how})};
  return createManualRun(stages, {...size, settings});
}

const shapes = fc.constantFrom(2, 4, 16, 64).chain((capacityMessages) =>
  fc.record({
    capacityMessages: fc.constant(capacityMessages),
    batchMessages: fc.integer({min: 1, max: capacityMessages / 2}),
    threads: fc.integer({min: 1, max: 3}),
    how: fc.constantFrom(...hows),
    target: fc.integer({min: 0, max: 500}),
  }),
);

test('any order of rounds ends with every message counted once', () => {
  const picks = fc.array(fc.nat(2), {maxLength: 200});
  fc.assert(
    fc.property(shapes, picks, (shape, order) => {
      const {manual, runPicks, runToEnd, expectVerified} = open(shape);
      runPicks(order);
      runToEnd();
      expectVerified();
      expect(manual.view().channels.doubles.received).toBe(shape.target);
    }),
  );
});

test('a change of a setting at any moment loses nothing', () => {
  const switches = fc.array(fc.nat(30), {maxLength: 20});
  fc.assert(
    fc.property(shapes, switches, (shape, pauses) => {
      const {manual, runPicks, runToEnd, expectVerified} = open(shape);
      for (const [place, rounds] of pauses.entries()) {
        runPicks(Array.from({length: rounds}, (_, round) => round));
        manual.control.set('how', hows[place % 2] as string);
      }
      runToEnd();
      expectVerified();
      const {channels, states} = manual.view();
      expect(states.doubler.added + states.doubler.shifted).toBe(channels.numbers.received);
    }),
  );
});

test('a stop at any moment drains everything that was sent', () => {
  fc.assert(
    fc.property(shapes, fc.nat(100), ({target: _, ...shape}, rounds) => {
      const {manual, runPicks, runToEnd, expectVerified} = open(shape);
      runPicks(Array.from({length: rounds}, (_, round) => round));
      manual.control.requestStop('key');
      runToEnd();
      expectVerified();
    }),
  );
});

test('nothing moves in a pause, and everything after it', () => {
  const {manual, schedulers} = open({capacityMessages: 16});
  manual.control.setPaused(true);
  manual.clock.nowMs = 100;
  expect(schedulers.map((scheduler) => scheduler.runOnce())).toEqual([false, false, false]);
  manual.control.setPaused(false);
  expect(schedulers[0]?.runOnce()).toBe(true);
});

test('a stop ends a pause', () => {
  const {manual, runToEnd, expectVerified} = open({capacityMessages: 16});
  manual.control.setPaused(true);
  manual.control.requestStop('SIGINT');
  runToEnd();
  expectVerified();
});

test('an actor that is done is reported as done', () => {
  const {manual, runToEnd} = open({capacityMessages: 16, target: 100});
  const states = () => Object.values(manual.reading().actors).map(({state}) => state);
  expect(states()).toEqual(Array(3).fill('running'));
  runToEnd();
  expect(states()).toEqual(Array(3).fill('done'));
});

test('the channels of an actor that is done are closed', () => {
  const {manual, runPicks} = open({capacityMessages: 16, target: 0});
  const doubler = manual.context('doubler').receiver('numbers');
  expect(doubler.isClosed).toBe(false);
  // The first round requests the stop, the second one sees it.
  runPicks([0, 0]);
  expect(doubler.isClosed).toBe(true);
  expect(manual.context('sink').receiver('doubles').isClosed).toBe(false);
});

test('busy time is charged to the actor that worked', () => {
  const {manual, schedulers} = open({capacityMessages: 1_024, threads: 1});
  const {clock} = manual;
  // Each batch takes a millisecond of this clock, and one of the doubler two.
  let workMs = 1;
  clock.recordWork = () => {
    clock.nowMs += workMs++;
  };
  schedulers[0]?.runOnce();
  const {source, doubler, sink} = manual.reading().actors;
  expect([source?.busyMs, doubler?.busyMs, sink?.busyMs]).toEqual([1, 2, 3]);
});

test('busy time is not charged to the actors of other threads', () => {
  const {manual, schedulers} = open({capacityMessages: 1_024});
  const {clock} = manual;
  clock.recordWork = () => {
    clock.nowMs += 1;
  };
  schedulers[0]?.runOnce();
  const {source, doubler, sink} = manual.reading().actors;
  expect([source?.busyMs, doubler?.busyMs, sink?.busyMs]).toEqual([1, 0, 0]);
});
