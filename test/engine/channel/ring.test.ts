// Sender and receiver against a model: the list of all messages, with any start position.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Slice} from '../../../source/engine/index.ts';
import {createPair} from './pair.ts';

interface Model {
  /** All messages that were sent, including staged ones. */
  readonly messages: bigint[];
  committedSent: number;
  /** Messages that were received, including staged ones. */
  received: number;
  committedReceived: number;
  /** Every message is unique, also one that is sent again after a crash. */
  next: bigint;
}

type Pair = ReturnType<typeof createPair>;

interface Real {
  readonly pair: Pair;
  readonly capacity: number;
  readonly words: BigUint64Array;
  source: ReturnType<Pair['openSource']>;
  sink: ReturnType<Pair['openSink']>;
}

type Run = (model: Model, real: Real) => void;

function command(name: string, run: Run): fc.Command<Model, Real> {
  return {check: () => true, run, toString: () => name};
}

const send = (wanted: number) =>
  command(`send(${wanted})`, (model, {source, words, capacity}) => {
    const vacant = source.sender.vacant(capacity);
    expect(vacant).toBe(capacity - (model.messages.length - model.committedReceived));
    const count = Math.min(wanted, vacant);
    forEachWord(source.sender.poke(count), words, (index) => {
      words[index] = model.next;
      model.messages.push(model.next++);
    });
    source.sender.advance(count);
  });

const receive = (wanted: number) =>
  command(`receive(${wanted})`, (model, {sink, words}) => {
    const available = sink.receiver.available();
    expect(available).toBe(model.committedSent - model.received);
    const count = Math.min(wanted, available);
    const received: bigint[] = [];
    forEachWord(sink.receiver.peek(count), words, (index) => received.push(words[index] as bigint));
    expect(received).toEqual(model.messages.slice(model.received, model.received + count));
    sink.receiver.advance(count);
    model.received += count;
  });

const commitSource = command('commit source', (model, {source}) => {
  source.commit();
  model.committedSent = model.messages.length;
});

const commitSink = command('commit sink', (model, {sink}) => {
  sink.commit();
  model.committedReceived = model.received;
});

const crashSource = command('crash source', (model, real) => {
  real.source = real.pair.openSource();
  model.messages.length = model.committedSent;
});

const crashSink = command('crash sink', (model, real) => {
  real.sink = real.pair.openSink();
  model.received = model.committedReceived;
});

/** Visits each word of a slice span by span, and checks that there are at most two spans. */
function forEachWord(slice: Slice, words: BigUint64Array, visit: (index: number) => void): void {
  let spans = 0;
  for (let visited = 0; visited < slice.count; spans++) {
    const span = slice.contiguousFrom(visited);
    const first = (slice.offsetOf(visited) - words.byteOffset) / 8;
    expect(slice.wordOf(visited)).toBe(first);
    for (let i = 0; i < span; i++) visit(first + i);
    visited += span;
  }
  expect(spans).toBeLessThanOrEqual(2);
}

function openRing(capacity: number, startTotal: number): Real {
  const pair = createPair(capacity);
  pair.setTotal('source', startTotal);
  pair.setTotal('sink', startTotal);
  // Opened once to bring the positions into memory, and once more to start from them.
  pair.openSource();
  pair.openSink();
  const source = pair.openSource();
  return {pair, capacity, source, sink: pair.openSink(), words: source.sender.u64};
}

const starts = [0, 1, 2 ** 31 - 3, 2 ** 32 - 3, 2 ** 32, 2 ** 40 + 5, 2 ** 53 - 7];
/** An endpoint that is opened again continues from its total, which is exact up to 2^53. */
const exactStarts = [...starts.slice(0, -1), 2 ** 53 - 4_096];

function expectModel(
  capacity: number,
  from: readonly number[],
  commands: Array<fc.Arbitrary<fc.Command<Model, Real>>>,
): void {
  fc.assert(
    fc.property(fc.constantFrom(...from), fc.commands(commands), (start, run) => {
      const model = {
        messages: [],
        committedSent: 0,
        received: 0,
        committedReceived: 0,
        next: 1n,
      };
      fc.modelRun(() => ({model, real: openRing(capacity, start)}), run);
    }),
  );
}

test.each([2, 4, 16])('a ring of %i keeps order and count from any position', (capacity) => {
  const counts = fc.integer({min: 0, max: capacity});
  expectModel(capacity, starts, [
    counts.map(send),
    counts.map(receive),
    fc.constantFrom(commitSource, commitSink),
  ]);
});

test.each([2, 4, 16])('a ring of %i loses what was not committed in a crash', (capacity) => {
  const counts = fc.integer({min: 0, max: capacity});
  expectModel(capacity, exactStarts, [
    counts.map(send),
    counts.map(receive),
    fc.constantFrom(commitSource, commitSink),
    fc.constantFrom(crashSource, crashSink),
  ]);
});

test('an endpoint that needs little does not load its peer again', () => {
  const {source, sink} = openRing(8, 0);
  source.sender.advance(3);
  source.commit();
  expect(sink.receiver.available(1)).toBe(3);
  source.sender.advance(5);
  source.commit();
  expect(sink.receiver.available(3)).toBe(3);
  expect(sink.receiver.available(4)).toBe(8);
});

test('opened again at the committed totals, both endpoints continue where they were', () => {
  const {pair, source, sink} = openRing(8, 0);
  source.sender.advance(6);
  source.commit();
  sink.receiver.advance(2);
  sink.commit();
  const again = {source: pair.openSource(), sink: pair.openSink()};
  expect(again.sink.receiver.available()).toBe(4);
  expect(again.source.sender.vacant(8)).toBe(4);
  expect([again.source.sender.total, again.sink.receiver.total]).toEqual([6, 2]);
});

test('an endpoint publishes again what its predecessor committed and did not publish', () => {
  const pair = createPair(8);
  const sink = pair.openSink();
  pair.setTotal('source', 5);
  expect(sink.receiver.available()).toBe(0);
  pair.openSource();
  expect(sink.receiver.available()).toBe(5);
});

test('a receiver that saw the channel closed sees every message there ever was', () => {
  const {source, sink} = openRing(4, 0);
  expect(sink.receiver.available()).toBe(0);
  source.sender.advance(3);
  source.commit();
  source.sender.close();
  expect(sink.receiver.isClosed).toBe(true);
  expect(sink.receiver.available()).toBe(3);
});
