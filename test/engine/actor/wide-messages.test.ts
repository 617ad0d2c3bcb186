// Messages of several words, which pass the end of the ring within a slice.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createManualPipeline} from '../../../source/engine/testing.ts';
import {defineRelay} from './relay.ts';

const capacityMessages = 4;

function open(messageBytes: number) {
  const {context, memory} = createManualPipeline(defineRelay(messageBytes), {capacityMessages});
  const [source, relay] = [context('source'), context('relay')];
  return {
    memory,
    words: messageBytes / 8,
    sender: source.sender('input'),
    receiver: relay.receiver('input'),
    commitSource: () => source.commit(),
    commitRelay: () => relay.commit(),
  };
}

/** The content of word `word` of message `message`: unique, also among messages. */
const contentOf = (message: number, word: number) => BigInt(message) * 1_000n + BigInt(word);

/** Sends `count` messages word by word. */
function send({sender, words, commitSource}: ReturnType<typeof open>, count: number): void {
  const {u64, total} = sender;
  const slice = sender.poke(count);
  for (let message = 0; message < count; message++) {
    const first = slice.wordOf(message);
    for (let word = 0; word < words; word++) u64[first + word] = contentOf(total + message, word);
  }
  sender.advance(count);
  commitSource();
}

/** Receives `count` messages, and checks every word of each. */
function receive({receiver, words, commitRelay}: ReturnType<typeof open>, count: number): void {
  const {u64, total} = receiver;
  const slice = receiver.peek(count);
  for (let message = 0; message < count; message++) {
    const first = slice.wordOf(message);
    for (let word = 0; word < words; word++) {
      expect(u64[first + word]).toBe(contentOf(total + message, word));
    }
  }
  receiver.advance(count);
  commitRelay();
}

test.each([32, 1_024])('messages of %d bytes arrive whole, across the end of the ring', (bytes) => {
  const pipeline = open(bytes);
  // Three of four slots at a time: each round begins in another slot.
  for (let round = 0; round < 8; round++) {
    send(pipeline, 3);
    receive(pipeline, 3);
  }
  expect(pipeline.receiver.total).toBe(24);
});

test.each([32, 1_024])('messages of %d bytes arrive whole in any order of sends', (bytes) => {
  const counts = fc.array(fc.tuple(fc.nat(capacityMessages), fc.nat(capacityMessages)), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(counts, (rounds) => {
      const pipeline = open(bytes);
      for (const [sent, received] of rounds) {
        send(pipeline, Math.min(sent, pipeline.sender.vacant()));
        receive(pipeline, Math.min(received, pipeline.receiver.available()));
      }
      receive(pipeline, pipeline.receiver.available());
      expect(pipeline.receiver.total).toBe(pipeline.sender.total);
    }),
  );
});

test.each([32, 1_024])('a slice of messages of %d bytes is two spans at the end', (bytes) => {
  const pipeline = open(bytes);
  send(pipeline, 3);
  receive(pipeline, 3);
  const slice = pipeline.sender.poke(3);
  expect([0, 1, 2].map((index) => slice.contiguousFrom(index))).toEqual([1, 2, 1]);
  expect([1, 2].map((index) => slice.offsetOf(index) - slice.offsetOf(0))).toEqual([
    -3 * bytes,
    -2 * bytes,
  ]);
  expect([0, 1, 2].map((index) => slice.wordOf(index))).toEqual([
    3 * pipeline.words,
    0,
    pipeline.words,
  ]);
});

test('all views of an endpoint show the same bytes', () => {
  const {memory, sender, receiver, commitSource} = open(32);
  const slice = sender.poke(2);
  const word = slice.wordOf(1);
  sender.f64[word] = Math.PI;
  sender.view.setUint16(word * 8 + 8, 0xabcd, true);
  sender.bytes[word * 8 + 31] = 9;
  sender.advance(2);
  commitSource();
  const offset = receiver.peek(2).offsetOf(1);
  const bytes = new DataView(memory.memory.buffer);
  expect(bytes.getFloat64(offset, true)).toBe(Math.PI);
  expect(bytes.getUint16(offset + 8, true)).toBe(0xabcd);
  expect(bytes.getUint8(offset + 31)).toBe(9);
  expect(receiver.f64[word]).toBe(Math.PI);
  expect(receiver.view.getUint16(word * 8 + 8, true)).toBe(0xabcd);
  expect(receiver.bytes[word * 8 + 31]).toBe(9);
  const views = [sender.u64, sender.f64, sender.bytes, sender.view];
  expect(views.map(({byteLength}) => byteLength)).toEqual([128, 128, 128, 128]);
});
