import {expect, test} from 'vitest';
import {agreed, openReceiver} from '../../../source/engine/actors/actor.ts';
import {Heartbeat} from '../../../source/engine/actors/heartbeat.ts';
import {readRecord} from '../../../source/engine/memory/state-record.ts';
import {
  createManualPipeline,
  type Standing,
  stepUntilWaiting,
  type Wishes,
} from '../../helpers/manual-pipeline.ts';

function open(wishes: Wishes) {
  const context = createManualPipeline(wishes);
  const heartbeat = new Heartbeat(context);
  const beats = openReceiver(context, 'beats', 0);
  /** Moves the time, lets the heartbeat beat, and takes what it sent. */
  const beatsAt = (nowMs: number) => {
    context.clock.nowMs = nowMs;
    stepUntilWaiting(heartbeat);
    const count = beats.availableNow();
    beats.advance(count);
    return count;
  };
  return {context, heartbeat, beats, beatsAt};
}

function recordOf(context: Standing) {
  return readRecord(context.memory, context.plan.actors.heartbeat, 'heartbeat');
}

test('a beat is sent each period, and the first one after one period', () => {
  const {beatsAt} = open({periodMs: 2});
  expect([0, 1.9, 2, 3, 4, 6].map(beatsAt)).toEqual([0, 0, 1, 0, 1, 1]);
});

test('the schedule does not drift however late each beat is', () => {
  const {beatsAt} = open({periodMs: 2});
  beatsAt(0);
  for (let beat = 1; beat <= 500; beat++) expect(beatsAt(beat * 2 + 1.5)).toBe(1);
});

test('fractions of a millisecond add up exactly', () => {
  const {beatsAt} = open({periodMs: 0.3});
  beatsAt(0);
  expect(beatsAt(300.1)).toBe(1_000);
});

test('it waits for the very time that its next beat is due', () => {
  const {context, heartbeat, beatsAt} = open({periodMs: 5});
  beatsAt(0);
  beatsAt(6);
  const waiting = stepUntilWaiting(heartbeat);
  expect(waiting.waitsFor).toBe('schedule');
  expect(waiting.deadlineMs).toBe(10);
  context.clock.nowMs = 9.99;
  expect(waiting.isOver(context.clock)).toBe(false);
  context.clock.nowMs = 10;
  expect(waiting.isOver(context.clock)).toBe(true);
});

test('late by less than a second it catches up at once', () => {
  const {context, beatsAt} = open({periodMs: 10});
  beatsAt(0);
  expect(beatsAt(1_000)).toBe(100);
  expect(recordOf(context).skipped).toBe(0);
});

test('late by more than a second it skips, counts what it skipped, and starts anew', () => {
  const {context, beatsAt} = open({periodMs: 10});
  beatsAt(0);
  expect(beatsAt(2_010)).toBe(1);
  expect(recordOf(context).skipped).toBe(200);
  expect([2_019, 2_020].map(beatsAt)).toEqual([0, 1]);
});

test('a new period starts a new schedule without skipping', () => {
  const {context, beatsAt} = open({periodMs: 1_000});
  beatsAt(0);
  context.control.setBeatPeriodMs(1);
  expect([900, 901, 902].map(beatsAt)).toEqual([0, 1, 1]);
  expect(recordOf(context).skipped).toBe(0);
});

test('a new period counts the beats that the old one still owed as skipped', () => {
  const {context, beatsAt} = open({periodMs: 10});
  beatsAt(0);
  context.control.setBeatPeriodMs(1);
  expect(beatsAt(35)).toBe(0);
  expect(recordOf(context).skipped).toBe(3);
});

test('running free it keeps the channel filled, half of it at a time', () => {
  const {heartbeat, beats} = open({periodMs: 0});
  expect(stepUntilWaiting(heartbeat).waitsFor).toBe('room');
  expect(beats.availableNow()).toBe(1_024);
  beats.advance(511);
  expect(stepUntilWaiting(heartbeat).isMet()).toBe(false);
  beats.advance(1);
  stepUntilWaiting(heartbeat);
  expect(beats.availableNow()).toBe(1_024);
});

test('a full channel makes a scheduled beat wait for room', () => {
  const {context, heartbeat, beats} = open({periodMs: 0.1});
  stepUntilWaiting(heartbeat);
  context.clock.nowMs = 500;
  expect(stepUntilWaiting(heartbeat).waitsFor).toBe('room');
  expect(beats.availableNow()).toBe(1_024);
});

test.each([1, 3, 700, 5_000])(
  'of %i beats it sends just so many, in a free run too',
  (beatsWanted) => {
    const {context, heartbeat, beats} = open({periodMs: 0, beats: beatsWanted});
    let taken = 0;
    while (stepUntilWaiting(heartbeat) !== agreed) {
      taken += beats.availableNow();
      beats.advance(beats.availableNow());
    }
    expect(taken).toBe(beatsWanted);
    expect(context.control.stopReason).toBe('beats');
  },
);

test('it asks for the stop only after its last beat has been taken', () => {
  const {context, heartbeat, beats} = open({periodMs: 0, beats: 3});
  stepUntilWaiting(heartbeat);
  expect(context.control.isDraining).toBe(false);
  beats.advance(3);
  expect(stepUntilWaiting(heartbeat)).toBe(agreed);
  expect(context.control.stopReason).toBe('beats');
});

test('asked to stop it closes its channel and agrees', () => {
  const {context, heartbeat, beats} = open({periodMs: 2});
  context.control.requestStop('key');
  expect(heartbeat.step()).toBe(agreed);
  expect(beats.isClosed).toBe(true);
});

test('it counts how late its beats were', () => {
  const {context, beatsAt} = open({periodMs: 10});
  beatsAt(0);
  for (const nowMs of [10, 20.5, 31]) beatsAt(nowMs);
  const {latenessF64} = context.plan;
  const counts = context.memory.f64.subarray(latenessF64, latenessF64 + 120);
  expect(counts.reduce((sum, count) => sum + count)).toBe(3);
});
