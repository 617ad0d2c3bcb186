// The whole pipeline on one thread: a scheduler a thread's worth of actors, turned by hand.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {Generator} from '../../../source/engine/actors/generator.ts';
import {Heartbeat} from '../../../source/engine/actors/heartbeat.ts';
import {Logger} from '../../../source/engine/actors/logger.ts';
import {Worker} from '../../../source/engine/actors/worker.ts';
import type {Doorbell} from '../../../source/engine/channel/doorbell.ts';
import {Scheduler} from '../../../source/engine/runtime/scheduler.ts';
import {modes} from '../../../source/engine/shape.ts';
import {isVerified} from '../../../source/engine/telemetry/build-snapshot.ts';
import {takeReading} from '../../../source/engine/telemetry/reading.ts';
import {createManualPipeline, type Standing, type Wishes} from '../../helpers/manual-pipeline.ts';

function open(wishes: Wishes) {
  const context = createManualPipeline(wishes);
  const crews = [
    [new Heartbeat(context), new Generator(context)],
    [new Worker(context)],
    [new Logger(context)],
  ];
  const schedulers = crews.map(
    (actors, thread) =>
      new Scheduler(
        context.memory,
        context.plan,
        context.control,
        context.clock,
        context.bells[thread] as Doorbell,
        actors,
      ),
  );
  return {context, schedulers};
}

/** Turns schedulers in the order that `picks` says, then all of them in turn until they are done. */
function runToEnd(context: Standing, schedulers: Scheduler[], picks: number[]): void {
  for (const pick of picks) schedulers[pick % schedulers.length]?.turn();
  for (let turns = 0; !schedulers.every((scheduler) => scheduler.isDone); turns++) {
    if (turns > 1_000_000) throw new Error('the pipeline does not end');
    context.clock.nowMs += 0.5;
    for (const scheduler of schedulers) if (!scheduler.isDone) scheduler.turn();
  }
}

const shapes = fc.constantFrom(2, 4, 16, 64).chain((capacity) =>
  fc.record({
    capacity: fc.constant(capacity),
    batch: fc.integer({min: 1, max: capacity / 2}),
    mode: fc.constantFrom(...modes),
    beats: fc.integer({min: 1, max: 60}),
    periodMs: fc.constantFrom(0, 1),
  }),
);

test('any order of turns ends with every message counted once', () => {
  const picks = fc.array(fc.nat(2), {maxLength: 200});
  fc.assert(
    fc.property(shapes, picks, (shape, order) => {
      const {context, schedulers} = open(shape);
      runToEnd(context, schedulers, order);
      const reading = takeReading(context, context.clock.nowMs);
      expect(isVerified(reading)).toBe(true);
      expect(reading.records.worker.beats).toBe(shape.beats);
      expect(reading.records.logger.received).toBeGreaterThanOrEqual(shape.beats * shape.batch);
    }),
  );
});

test('a switch of mode at any moment loses nothing', () => {
  const switches = fc.array(fc.nat(30), {maxLength: 20});
  fc.assert(
    fc.property(shapes, switches, (shape, pauses) => {
      const {context, schedulers} = open(shape);
      for (const [place, turns] of pauses.entries()) {
        for (let turn = 0; turn < turns; turn++) schedulers[turn % 3]?.turn();
        context.control.setMode(modes[place % 2] as (typeof modes)[number]);
      }
      runToEnd(context, schedulers, []);
      const reading = takeReading(context, context.clock.nowMs);
      const {doubleBuffer, zeroCopy, received} = reading.records.worker;
      expect(isVerified(reading)).toBe(true);
      expect(doubleBuffer + zeroCopy).toBe(received);
    }),
  );
});

test('a stop at any moment drains everything that was generated', () => {
  fc.assert(
    fc.property(shapes, fc.nat(100), (shape, turns) => {
      const {context, schedulers} = open({...shape, beats: Number.POSITIVE_INFINITY});
      for (let turn = 0; turn < turns; turn++) schedulers[turn % 3]?.turn();
      context.control.requestStop('key');
      runToEnd(context, schedulers, []);
      expect(isVerified(takeReading(context, context.clock.nowMs))).toBe(true);
    }),
  );
});

test('nothing moves in a pause, and everything after it', () => {
  const {context, schedulers} = open({capacity: 16, periodMs: 1});
  context.control.setPaused(true);
  context.clock.nowMs = 100;
  expect(schedulers.map((scheduler) => scheduler.turn())).toEqual([false, false, false]);
  context.control.setPaused(false);
  expect(schedulers[0]?.turn()).toBe(true);
});

test('a stop ends a pause', () => {
  const {context, schedulers} = open({capacity: 16});
  context.control.setPaused(true);
  context.control.requestStop('SIGINT');
  runToEnd(context, schedulers, []);
  expect(isVerified(takeReading(context, 0))).toBe(true);
});

test('an actor that has agreed is seen to have', () => {
  const {context, schedulers} = open({capacity: 16, beats: 2});
  expect(takeReading(context, 0).actors.logger.state).toBe('running');
  runToEnd(context, schedulers, []);
  const {actors} = takeReading(context, 0);
  expect(Object.values(actors).map(({state}) => state)).toEqual(Array(4).fill('agreed'));
});

test('busy time is charged to the actor that worked', () => {
  const {context, schedulers} = open({capacity: 1_024});
  const {clock} = context;
  const worked = clock.worked;
  // Each slice of work takes a millisecond of this clock.
  clock.worked = () => {
    clock.nowMs += 1;
  };
  schedulers[0]?.turn();
  clock.worked = worked;
  const {actors} = takeReading(context, clock.nowMs);
  expect(actors.heartbeat.busyMs).toBe(1);
  expect(actors.generator.busyMs).toBe(1);
  expect(actors.worker.busyMs).toBe(0);
});
