import {expect, test} from 'vitest';
import {done} from '../../../source/engine/index.ts';
import {createFizzBuzz, type FizzBuzzOptions, stepUntilWaiting} from '../../helpers/fizzbuzz.ts';
import {hostActor} from './host.ts';

function open(options: FizzBuzzOptions) {
  const pipeline = createFizzBuzz(options);
  const heartbeat = pipeline.create.heartbeat();
  const worker = pipeline.context('worker');
  const beats = worker.receiver('beats');
  const take = (count: number) => {
    beats.advance(count);
    worker.commit();
  };
  return {
    pipeline,
    heartbeat,
    beats,
    take,
    /** Moves the time, runs the heartbeat, and takes what it sent. */
    beatsAt(nowMs: number) {
      pipeline.clock.nowMs = nowMs;
      stepUntilWaiting(heartbeat);
      const count = beats.available();
      take(count);
      return count;
    },
    skipped: () => pipeline.view().states.heartbeat.skipped,
  };
}

test('a beat is sent each period, and the first one after one period', () => {
  const {beatsAt} = open({beatPeriodMs: 2});
  expect([0, 1.9, 2, 3, 4, 6].map(beatsAt)).toEqual([0, 0, 1, 0, 1, 1]);
});

test('the schedule does not drift however late each beat is', () => {
  const {beatsAt} = open({beatPeriodMs: 2});
  beatsAt(0);
  for (let beat = 1; beat <= 500; beat++) expect(beatsAt(beat * 2 + 1.5)).toBe(1);
});

test('fractions of a millisecond add up exactly', () => {
  const {beatsAt} = open({beatPeriodMs: 0.3});
  beatsAt(0);
  expect(beatsAt(300.1)).toBe(1_000);
});

test('it waits for the exact time at which its next beat is due', () => {
  const {pipeline, heartbeat, beatsAt} = open({beatPeriodMs: 5});
  const {clock} = pipeline;
  beatsAt(0);
  beatsAt(6);
  const waiting = stepUntilWaiting(heartbeat);
  expect(waiting.waitsFor).toBe('schedule');
  expect(waiting.deadlineMs).toBe(10);
  clock.nowMs = 9.99;
  expect(waiting.isOver(clock)).toBe(false);
  clock.nowMs = 10;
  expect(waiting.isOver(clock)).toBe(true);
});

test('late by less than a second it catches up at once', () => {
  const {beatsAt, skipped} = open({beatPeriodMs: 10});
  beatsAt(0);
  expect(beatsAt(1_000)).toBe(100);
  expect(skipped()).toBe(0);
});

test('late by more than a second it skips beats, counts them, and starts a new schedule', () => {
  const {beatsAt, skipped} = open({beatPeriodMs: 10});
  beatsAt(0);
  expect(beatsAt(2_010)).toBe(1);
  expect(skipped()).toBe(200);
  expect([2_019, 2_020].map(beatsAt)).toEqual([0, 1]);
});

test('a new period starts a new schedule without skipping', () => {
  const {pipeline, beatsAt, skipped} = open({beatPeriodMs: 1_000});
  beatsAt(0);
  pipeline.control.set('beatPeriodMs', 1);
  expect([900, 901, 902].map(beatsAt)).toEqual([0, 1, 1]);
  expect(skipped()).toBe(0);
});

test.each([1, 0])('a period of %i ms sends what is due on the old schedule first', (periodMs) => {
  const {pipeline, heartbeat, beats, skipped} = open({beatPeriodMs: 10});
  stepUntilWaiting(heartbeat);
  pipeline.control.set('beatPeriodMs', periodMs);
  pipeline.clock.nowMs = 35;
  heartbeat.step();
  expect([beats.available(), skipped()]).toEqual([3, 0]);
});

test('a new period sends no more than the target of what is due', () => {
  const {pipeline, beatsAt, skipped} = open({beatPeriodMs: 10, beatsTarget: 2});
  beatsAt(0);
  pipeline.control.set('beatPeriodMs', 1);
  expect([beatsAt(35), skipped()]).toEqual([2, 0]);
});

test('a new period skips beats that are late by more than a second, and counts them', () => {
  const {pipeline, beatsAt, skipped} = open({beatPeriodMs: 10});
  beatsAt(0);
  pipeline.control.set('beatPeriodMs', 1);
  expect([beatsAt(2_015), skipped()]).toEqual([0, 201]);
  expect(beatsAt(2_016)).toBe(1);
});

test('a new period skips beats that have no room, and counts them', () => {
  const {pipeline, heartbeat, beats, skipped} = open({beatPeriodMs: 0.1});
  stepUntilWaiting(heartbeat);
  pipeline.clock.nowMs = 500;
  stepUntilWaiting(heartbeat);
  pipeline.control.set('beatPeriodMs', 1);
  stepUntilWaiting(heartbeat);
  expect([beats.available(), skipped()]).toEqual([1_024, 3_976]);
});

test('in a free run it keeps the channel filled, half of it at a time', () => {
  const {heartbeat, beats, take} = open({beatPeriodMs: 0});
  expect(stepUntilWaiting(heartbeat).waitsFor).toBe('room');
  expect(beats.available()).toBe(1_024);
  take(511);
  expect(stepUntilWaiting(heartbeat).isMet()).toBe(false);
  take(1);
  stepUntilWaiting(heartbeat);
  expect(beats.available()).toBe(1_024);
});

test('a full channel makes a scheduled beat wait for room', () => {
  const {pipeline, heartbeat, beats} = open({beatPeriodMs: 0.1});
  stepUntilWaiting(heartbeat);
  pipeline.clock.nowMs = 500;
  expect(stepUntilWaiting(heartbeat).waitsFor).toBe('room');
  expect(beats.available()).toBe(1_024);
});

test.each([1, 3, 700, 5_000])(
  'with a target of %i beats it sends exactly as many, in a free run too',
  (beatsTarget) => {
    const {pipeline, heartbeat, beats, take} = open({beatPeriodMs: 0, beatsTarget});
    let taken = 0;
    while (stepUntilWaiting(heartbeat) !== done) {
      taken += beats.available();
      take(beats.available());
    }
    expect(taken).toBe(beatsTarget);
    expect(pipeline.control.stopReason).toBe('beats');
  },
);

test('it requests the stop only after its last beat has been taken', () => {
  const {pipeline, heartbeat, take} = open({beatPeriodMs: 0, beatsTarget: 3});
  stepUntilWaiting(heartbeat);
  expect(pipeline.control.isDraining).toBe(false);
  take(3);
  expect(stepUntilWaiting(heartbeat)).toBe(done);
  expect(pipeline.control.stopReason).toBe('beats');
});

test('after a stop request it is done, and its channel is closed', () => {
  const {context, control, run} = hostActor('heartbeat', {beatPeriodMs: 2});
  const beats = context('worker').receiver('beats');
  expect(run()).toEqual({isDone: false});
  expect(beats.isClosed).toBe(false);
  control.requestStop('key');
  expect(run()).toEqual({isDone: true});
  expect(beats.isClosed).toBe(true);
});

test('after a stop request its next step is its last', () => {
  const {pipeline, heartbeat} = open({beatPeriodMs: 2});
  pipeline.control.requestStop('key');
  expect(heartbeat.step()).toBe(done);
});

test('it counts how late its beats were', () => {
  const {pipeline, beatsAt} = open({beatPeriodMs: 10});
  beatsAt(0);
  for (const nowMs of [10, 20.5, 31]) beatsAt(nowMs);
  const {lateness} = pipeline.reading().histograms;
  expect(lateness?.reduce((sum, count) => sum + count)).toBe(3);
});
