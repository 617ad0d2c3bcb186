// The FizzBuzz pipeline on one thread, its schedulers run by hand in any order.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {modes} from '../../../source/fizzbuzz/definition/definition.ts';
import pipeline from '../../../source/fizzbuzz/pipeline.ts';
import {type FizzBuzzOptions, manualOptions} from '../../helpers/fizzbuzz.ts';
import {createManualRun} from './manual-run.ts';

const open = (options: FizzBuzzOptions) => createManualRun(pipeline, manualOptions(options));

const shapes = fc.constantFrom(2, 4, 16, 64).chain((capacityMessages) =>
  fc.record({
    capacityMessages: fc.constant(capacityMessages),
    batchMessages: fc.integer({min: 1, max: capacityMessages / 2}),
    threads: fc.integer({min: 1, max: 4}),
    mode: fc.constantFrom(...modes),
    beatsTarget: fc.integer({min: 1, max: 60}),
    beatPeriodMs: fc.constantFrom(0, 1),
  }),
);

test('any order of rounds ends with every message counted once', () => {
  const picks = fc.array(fc.nat(3), {maxLength: 200});
  fc.assert(
    fc.property(shapes, picks, (shape, order) => {
      const {manual, runPicks, runToEnd, expectVerified} = open(shape);
      runPicks(order);
      runToEnd();
      expectVerified();
      const {beats, results} = manual.view().channels;
      expect(beats.received).toBe(shape.beatsTarget);
      expect(results.received).toBeGreaterThanOrEqual(shape.beatsTarget * shape.batchMessages);
    }),
  );
});

test('a switch of mode at any moment loses nothing', () => {
  const switches = fc.array(fc.nat(30), {maxLength: 20});
  fc.assert(
    fc.property(shapes, switches, (shape, pauses) => {
      const {manual, runPicks, runToEnd, expectVerified} = open(shape);
      for (const [place, rounds] of pauses.entries()) {
        runPicks(Array.from({length: rounds}, (_, round) => round));
        manual.control.set('mode', modes[place % 2] as string);
      }
      runToEnd();
      expectVerified();
      const {channels, states} = manual.view();
      const {doubleBuffer, zeroCopy} = states.worker;
      expect(doubleBuffer + zeroCopy).toBe(channels.values.received);
    }),
  );
});

test('a stop at any moment drains everything that was generated', () => {
  fc.assert(
    fc.property(shapes, fc.nat(100), (shape, rounds) => {
      const {manual, runPicks, runToEnd, expectVerified} = open({
        ...shape,
        beatsTarget: Number.POSITIVE_INFINITY,
      });
      runPicks(Array.from({length: rounds}, (_, round) => round));
      manual.control.requestStop('key');
      runToEnd();
      expectVerified();
    }),
  );
});

test('busy time is charged to the actor that worked', () => {
  const {manual, schedulers} = open({capacityMessages: 1_024});
  const {clock} = manual;
  // Each record of work takes a millisecond of this clock. The generator also records its work
  // before it stamps its messages.
  clock.recordWork = () => {
    clock.nowMs += 1;
  };
  schedulers[0]?.runOnce();
  const {heartbeat, generator, worker} = manual.reading().actors;
  expect([heartbeat?.busyMs, generator?.busyMs, worker?.busyMs]).toEqual([1, 2, 0]);
});
