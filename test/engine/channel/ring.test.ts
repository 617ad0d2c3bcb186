// Sender and receiver against a model: an array of the messages in flight, with any start position.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {Doorbell} from '../../../source/engine/channel/doorbell.ts';
import {Receiver} from '../../../source/engine/channel/receiver.ts';
import {Sender} from '../../../source/engine/channel/sender.ts';
import type {Slice} from '../../../source/engine/channel/slice.ts';
import {fizzBuzzGraph} from '../../../source/engine/graph.ts';
import {planMemory} from '../../../source/engine/memory/layout.ts';
import {allocateMemory} from '../../../source/engine/memory/shared.ts';

interface Model {
  /** Messages in flight, oldest first. */
  readonly inFlight: bigint[];
  next: bigint;
}

interface Real {
  readonly sender: Sender;
  readonly receiver: Receiver;
  readonly words: BigUint64Array;
  readonly capacity: number;
}

class Send implements fc.Command<Model, Real> {
  readonly wanted: number;

  constructor(wanted: number) {
    this.wanted = wanted;
  }

  check = () => true;

  run(model: Model, {sender, words, capacity}: Real): void {
    const vacant = sender.vacant(capacity);
    expect(vacant).toBe(capacity - model.inFlight.length);
    const count = Math.min(this.wanted, vacant);
    const slice = sender.poke(count);
    forEachWord(slice, words, (index) => {
      words[index] = model.next;
      model.inFlight.push(model.next++);
    });
    sender.advance(count);
  }

  toString = () => `send(${this.wanted})`;
}

class Receive implements fc.Command<Model, Real> {
  readonly wanted: number;

  constructor(wanted: number) {
    this.wanted = wanted;
  }

  check = () => true;

  run(model: Model, {receiver, words}: Real): void {
    const available = receiver.availableNow();
    expect(available).toBe(model.inFlight.length);
    const count = Math.min(this.wanted, available);
    const received: bigint[] = [];
    forEachWord(receiver.peek(count), words, (index) => received.push(words[index] as bigint));
    expect(received).toEqual(model.inFlight.splice(0, count));
    receiver.advance(count);
  }

  toString = () => `receive(${this.wanted})`;
}

/** Visits each word of a slice span by span, and checks that there are at most two spans. */
function forEachWord(slice: Slice, words: BigUint64Array, visit: (index: number) => void): void {
  let spans = 0;
  for (let done = 0; done < slice.count; spans++) {
    const span = slice.contiguousFrom(done);
    const first = (slice.offsetOf(done) - words.byteOffset) / 8;
    for (let i = 0; i < span; i++) visit(first + i);
    done += span;
  }
  expect(spans).toBeLessThanOrEqual(2);
}

function openRing(capacity: number, startTotal: number): Real {
  const plan = planMemory(fizzBuzzGraph(capacity));
  const memory = allocateMemory(plan.totalBytes);
  const bell = new Doorbell(memory.i32, plan.bellsI32[0] as number);
  const open = () => ({
    sender: new Sender(memory, plan.channels.values, bell, startTotal),
    receiver: new Receiver(memory, plan.channels.values, bell, startTotal),
  });
  // Opened once to bring the positions into memory, as after a long run, and once more to start from them.
  open();
  const {sender, receiver} = open();
  const words = new BigUint64Array(memory.memory.buffer, plan.channels.values.ringByte, capacity);
  return {sender, receiver, words, capacity};
}

const starts = [0, 1, 2 ** 31 - 3, 2 ** 32 - 3, 2 ** 32, 2 ** 40 + 5, 2 ** 53 - 7];

test.each([2, 4, 16])('a ring of %i keeps order and count from any position', (capacity) => {
  const counts = fc.integer({min: 0, max: capacity});
  const commands = fc.commands([
    counts.map((count) => new Send(count)),
    counts.map((count) => new Receive(count)),
  ]);
  fc.assert(
    fc.property(fc.constantFrom(...starts), commands, (start, run) => {
      fc.modelRun(() => ({model: {inFlight: [], next: 1n}, real: openRing(capacity, start)}), run);
    }),
  );
});

test('an end that asks for little does not look beyond what it knows', () => {
  const {sender, receiver} = openRing(8, 0);
  sender.advance(3);
  expect(receiver.available(1)).toBe(3);
  sender.advance(5);
  expect(receiver.available(3)).toBe(3);
  expect(receiver.available(4)).toBe(8);
});

test('opened again at the committed totals, both ends go on where they were', () => {
  const plan = planMemory(fizzBuzzGraph(8));
  const memory = allocateMemory(plan.totalBytes);
  const bell = new Doorbell(memory.i32, plan.bellsI32[0] as number);
  const open = (sent: number, received: number) => ({
    sender: new Sender(memory, plan.channels.values, bell, sent),
    receiver: new Receiver(memory, plan.channels.values, bell, received),
  });
  const first = open(0, 0);
  first.sender.advance(6);
  first.receiver.advance(2);
  const again = open(6, 2);
  expect(again.receiver.availableNow()).toBe(4);
  expect(again.sender.vacant(8)).toBe(4);
});

test('a receiver that saw the channel closed sees every message there ever was', () => {
  const {sender, receiver} = openRing(4, 0);
  expect(receiver.availableNow()).toBe(0);
  sender.advance(3);
  sender.close();
  expect(receiver.isClosed).toBe(true);
  expect(receiver.availableNow()).toBe(3);
});
