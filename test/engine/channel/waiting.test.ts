// Conditions, wants and bells: who is rung, when, and that nobody is rung for nothing.
import {expect, test} from 'vitest';
import {openReceiver, openSender} from '../../../source/engine/actors/actor.ts';
import {AllOf} from '../../../source/engine/channel/condition.ts';
import {createManualPipeline} from '../../helpers/manual-pipeline.ts';

const awake = 0;
const parked = 1;

function openValues(capacity: number) {
  const context = createManualPipeline({capacity});
  const [generatorBell, workerBell] = context.plan.bellsI32 as [number, number, number];
  return {
    sender: openSender(context, 'values', 0),
    receiver: openReceiver(context, 'values', 0),
    park: (bell: number) => Atomics.store(context.memory.i32, bell, parked),
    bell: (bell: number) => Atomics.load(context.memory.i32, bell),
    generatorBell,
    workerBell,
    clock: context.clock,
  };
}

test('a sleeping receiver is rung at its threshold and not before', () => {
  const {sender, receiver, park, bell, workerBell} = openValues(16);
  const condition = receiver.holding(4);
  condition.arm();
  park(workerBell);
  sender.advance(3);
  expect(bell(workerBell)).toBe(parked);
  sender.advance(1);
  expect(bell(workerBell)).toBe(awake);
  expect(condition.isMet()).toBe(true);
});

test('a sleeping sender is rung when enough slots are free', () => {
  const {sender, receiver, park, bell, generatorBell} = openValues(8);
  sender.advance(8);
  const condition = sender.whenVacant(4);
  condition.arm();
  park(generatorBell);
  receiver.advance(3);
  expect(bell(generatorBell)).toBe(parked);
  receiver.advance(1);
  expect(bell(generatorBell)).toBe(awake);
});

test('a sleeper that does not wait for this channel is left alone', () => {
  const {sender, park, bell, workerBell} = openValues(8);
  park(workerBell);
  sender.advance(8);
  expect(bell(workerBell)).toBe(parked);
});

test('a disarmed condition rings nobody', () => {
  const {sender, receiver, park, bell, workerBell} = openValues(8);
  const condition = receiver.holding(1);
  condition.arm();
  condition.disarm();
  park(workerBell);
  sender.advance(1);
  expect(bell(workerBell)).toBe(parked);
});

test('closing wakes the receiver and ends its wait, but makes up no messages', () => {
  const {sender, receiver, park, bell, workerBell, clock} = openValues(8);
  const condition = receiver.holding(4);
  condition.arm();
  park(workerBell);
  sender.advance(3);
  expect(condition.isOver(clock)).toBe(false);
  sender.close();
  expect(bell(workerBell)).toBe(awake);
  expect(condition.isOver(clock)).toBe(true);
  expect(condition.isMet()).toBe(false);
});

test('a deadline ends a wait', () => {
  const {receiver, clock} = openValues(8);
  const condition = receiver.holding(4);
  condition.deadlineMs = 30;
  clock.nowMs = 29;
  expect(condition.isOver(clock)).toBe(false);
  clock.nowMs = 30;
  expect(condition.isOver(clock)).toBe(true);
  expect(condition.isMet()).toBe(false);
});

test('of several conditions the first unmet one is named', () => {
  const {sender, receiver} = openValues(8);
  const input = receiver.holding(2);
  const room = sender.whenVacant(4);
  const both = new AllOf(input, room);
  expect(both.unmet()).toBe(input);
  sender.advance(6);
  expect(both.unmet()).toBe(room);
  receiver.advance(2);
  expect(both.unmet()).toBeUndefined();
});

test('an end that is opened again wants nothing that its dead forerunner waited for', () => {
  const context = createManualPipeline({capacity: 16});
  const [, workerBell] = context.plan.bellsI32 as [number, number, number];
  const sender = openSender(context, 'values', 0);
  openReceiver(context, 'values', 0).holding(4).arm();
  openReceiver(context, 'values', 0);
  Atomics.store(context.memory.i32, workerBell, parked);
  sender.advance(8);
  expect(Atomics.load(context.memory.i32, workerBell)).toBe(parked);
});
