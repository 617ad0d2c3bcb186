// Conditions, wake thresholds and doorbells: which thread is rung, when, and that none is rung
// without a reason.
import {expect, test} from 'vitest';
import {AllOf} from '../../../source/engine/index.ts';
import {createPair} from './pair.ts';

const awake = 0;
const parked = 1;

function openValues(capacity: number) {
  const pair = createPair(capacity);
  const {sender, commit: commitSource} = pair.openSource();
  const {receiver, commit: commitSink} = pair.openSink();
  const {i32} = pair.memory;
  return {
    sender,
    receiver,
    /** Sends messages, whose content does not matter, and commits them. */
    send: (count: number) => {
      sender.advance(count);
      commitSource();
    },
    receive: (count: number) => {
      receiver.advance(count);
      commitSink();
    },
    park: (bell: number) => Atomics.store(i32, bell, parked),
    bell: (bell: number) => Atomics.load(i32, bell),
    ...pair,
  };
}

test('a sleeping receiver is rung at its threshold and not before', () => {
  const {receiver, send, park, bell, sinkBell} = openValues(16);
  const condition = receiver.whenAvailable(4);
  condition.arm();
  park(sinkBell);
  send(3);
  expect(bell(sinkBell)).toBe(parked);
  send(1);
  expect(bell(sinkBell)).toBe(awake);
  expect(condition.isMet()).toBe(true);
});

test('a sleeping receiver is rung by the commit, not by a message that is only staged', () => {
  const {sender, receiver, send, park, bell, sinkBell} = openValues(16);
  const condition = receiver.whenAvailable(4);
  condition.arm();
  park(sinkBell);
  sender.advance(4);
  expect(bell(sinkBell)).toBe(parked);
  expect(condition.isMet()).toBe(false);
  send(0);
  expect(bell(sinkBell)).toBe(awake);
  expect(condition.isMet()).toBe(true);
});

test('a sleeping sender is rung when enough slots are free', () => {
  const {sender, send, receive, park, bell, sourceBell} = openValues(8);
  send(8);
  const condition = sender.whenVacant(4);
  condition.arm();
  park(sourceBell);
  receive(3);
  expect(bell(sourceBell)).toBe(parked);
  receive(1);
  expect(bell(sourceBell)).toBe(awake);
});

test('a sleeper that does not wait for this channel is left alone', () => {
  const {send, park, bell, sinkBell} = openValues(8);
  park(sinkBell);
  send(8);
  expect(bell(sinkBell)).toBe(parked);
});

test('a disarmed condition rings no thread', () => {
  const {receiver, send, park, bell, sinkBell} = openValues(8);
  const condition = receiver.whenAvailable(1);
  condition.arm();
  condition.disarm();
  park(sinkBell);
  send(1);
  expect(bell(sinkBell)).toBe(parked);
});

test('a commit without messages rings no thread', () => {
  const {receiver, send, park, bell, sinkBell} = openValues(8);
  send(4);
  receiver.whenAvailable(4).arm();
  park(sinkBell);
  send(0);
  expect(bell(sinkBell)).toBe(parked);
});

test('closing wakes the receiver and ends its wait, but adds no messages', () => {
  const {sender, receiver, send, park, bell, sinkBell, clock} = openValues(8);
  const condition = receiver.whenAvailable(4);
  condition.arm();
  park(sinkBell);
  send(3);
  expect(condition.isOver(clock)).toBe(false);
  sender.close();
  expect(bell(sinkBell)).toBe(awake);
  expect(condition.isOver(clock)).toBe(true);
  expect(condition.isMet()).toBe(false);
});

test('a deadline ends a wait', () => {
  const {receiver, clock} = openValues(8);
  const condition = receiver.whenAvailable(4);
  condition.deadlineMs = 30;
  clock.nowMs = 29;
  expect(condition.isOver(clock)).toBe(false);
  clock.nowMs = 30;
  expect(condition.isOver(clock)).toBe(true);
  expect(condition.isMet()).toBe(false);
});

test('of several conditions the first unmet one is returned', () => {
  const {sender, receiver, send, receive} = openValues(8);
  const input = receiver.whenAvailable(2);
  const room = sender.whenVacant(4);
  const both = new AllOf(input, room);
  expect(both.unmet()).toBe(input);
  send(6);
  expect(both.unmet()).toBe(room);
  receive(2);
  expect(both.unmet()).toBeUndefined();
});

test('an endpoint that is opened again does not keep the threshold of its dead predecessor', () => {
  const {receiver, openSink, send, park, bell, sinkBell} = openValues(16);
  receiver.whenAvailable(4).arm();
  openSink();
  park(sinkBell);
  send(8);
  expect(bell(sinkBell)).toBe(parked);
});

test('a receiver waits for its input, a sender for room', () => {
  const {sender, receiver} = openValues(8);
  expect(receiver.whenAvailable(1).waitsFor).toBe('input');
  expect(sender.whenVacant(1).waitsFor).toBe('room');
});
